# METADATA
# scope: package
# title: Replica counts must stay in the configured range
# description: >-
#   `spec.replicas` of a Deployment, StatefulSet, ReplicaSet or Rollout must not be above `max`; 0 stands for no
#   limit. A Deployment without `replicas` has one.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas
# custom:
#   id: REL002
#   name: max-replicas
#   severity: info
#   profile: off
#   scope: object
#   kinds: [Deployment, StatefulSet, ReplicaSet, argoproj.io/Rollout]
#   message: '{kind} `{name}` asks for {0} replicas, more than the {1} allowed'
#   help: 'write at most {1}, or let an autoscaler grow it'
#   rationale: >-
#     A slip of the finger, 30 for 3, fills nodes, quotas and the bill before anybody notices.
#   params:
#     max: 0
#   sources:
#     - gatekeeper:general/replicalimits
#     - kyverno:other/restrict-scale
package kubevet.rel.max_replicas

deny contains [-2, ["spec", "replicas"], [replicas, max_replicas]] if {
	replicas := input.object.spec.replicas
	max_replicas := input.params.REL002.max
	max_replicas > 0
	replicas > max_replicas
}
