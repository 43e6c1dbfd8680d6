# METADATA
# scope: package
# title: Long-running containers should have a liveness probe
# description: >-
#   Every container that runs for good should have a `livenessProbe`: those of Deployments, StatefulSets,
#   DaemonSets and the like, and of Pods with `restartPolicy: Always`. Init containers and ephemeral containers
#   cannot have one; sidecars are asked when `only_main` is false. An empty probe is none.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
# custom:
#   id: PRB001
#   name: liveness-probe-missing
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [VAL003]
#   message: container `{container}` has no liveness probe
#   help: add a `livenessProbe` that fails only when a restart would help, or a `startupProbe` too if it starts slowly
#   rationale: >-
#     The kubelet restarts a container whose process ends. One that hangs, in a deadlock for example, goes on
#     occupying its place until somebody notices. A liveness probe notices. It must not depend on other services,
#     or their outage restarts everything.
#   params:
#     only_main: true
#   sources:
#     - kube-linter:no-liveness-probe
#     - kube-score:pod-probes
#     - polaris:livenessProbeMissing
#     - checkov:CKV_K8S_8
#     - kubescape:C-0056
#     - gatekeeper:general/requiredprobes
#     - kyverno:best-practices/require-probes
package kubevet.prb.liveness_probe_missing

deny contains [container.id, ["livenessProbe"], []] if {
	runs_for_good
	some container in input.containers
	container.type in judged_types
	object.get(container.c, "livenessProbe", {}) == {}
}

judged_types := {"main"} if input.params.PRB001.only_main

judged_types := {"main", "sidecar"} if not input.params.PRB001.only_main

# Kinds whose pods are to run for good. Knative is none of them: it gives its pods a readiness probe itself.
runs_for_good if input.kind in {
	"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "DeploymentConfig", "Rollout", "CloneSet",
}

runs_for_good if {
	input.kind == "Pod"
	object.get(input.pod.spec, "restartPolicy", "Always") == "Always"
}
