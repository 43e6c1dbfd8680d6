# METADATA
# scope: package
# title: Two workloads must not select the same pods
# description: >-
#   The selector of a controller (Deployment, ReplicaSet, StatefulSet, DaemonSet, ReplicationController, Rollout,
#   DeploymentConfig) must not match the pods of another controller of its namespace. Only manifests in one folder
#   are compared. Of each two, the one whose kind and name come later is reported.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
# custom:
#   id: CFG002
#   name: selector-overlap
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds:
#     - Deployment
#     - ReplicaSet
#     - StatefulSet
#     - DaemonSet
#     - ReplicationController
#     - DeploymentConfig
#     - apps.openshift.io/DeploymentConfig
#     - argoproj.io/Rollout
#   message: "{kind} `{name}` selects the same pods as {0}"
#   help: add a label that only this workload has, such as `app.kubernetes.io/name`, to the selector and to the labels of its pods
#   rationale: >-
#     The selector says which pods belong to a workload. With two that claim the same pods, one adopts pods that
#     the other lost, autoscalers and disruption budgets count the pods of both, and `kubectl logs` shows the
#     wrong ones. Kubernetes does not stop anybody from doing so, it only asks not to.
package kubevet.cfg.selector_overlap

# One finding tells of all others that come before.
deny contains [-2, ["spec", "selector"], [named], extra] if {
	others := [other | some other in input.facts.overlapping; [other.kind, other.name] < [input.kind, input.name]]
	count(others) > 0
	named := [concat("", [other.kind, " `", other.name, "`"]) | some other in others]
	extra := {"key": true, "related": [[other.id, ["spec", "selector"], "the other selector"] | some other in others]}
}
