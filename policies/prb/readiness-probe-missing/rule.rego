# METADATA
# scope: package
# title: Containers that receive traffic need a readiness probe
# description: >-
#   Pods that run for good should have a `readinessProbe` on at least one container, native sidecars included.
#   With `per: container` every container needs its own. It is only a remark (info) when the manifests hold
#   Services and none selects the pods, or when no container declares a port. With `require_service` only pods
#   that a Service selects are judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
#   - https://kubernetes.io/docs/concepts/services-networking/service/
# custom:
#   id: PRB002
#   name: readiness-probe-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: no container of {kind} `{name}` has a readiness probe
#   help: add a `readinessProbe` to the container that serves, for example an `httpGet` of a path that answers once it can work
#   rationale: >-
#     A pod without a readiness probe gets traffic as soon as its process has started, and a rolling update counts
#     it as done. Requests fail on every deployment, and a version that never comes up replaces one that works.
#   variants:
#     quiet:
#       message: no container of {kind} `{name}` has a readiness probe, though nothing seems to send it traffic
#       help: add a `readinessProbe` if others wait for these pods, or if a rolling update should
#     container:
#       message: container `{container}` has no readiness probe
#       help: add a `readinessProbe` that succeeds once the container can do its work
#   params:
#     require_service: false
#     per: pod
#   sources:
#     - kube-linter:no-readiness-probe
#     - kube-score:pod-probes
#     - polaris:readinessProbeMissing
#     - checkov:CKV_K8S_9
#     - kubescape:C-0018
#     - gatekeeper:general/requiredprobes
#     - kyverno:best-practices/require-probes
package kubevet.prb.readiness_probe_missing

deny contains [-1, ["containers"], [], object.union({"severity": severity, "key": true}, words)] if {
	input.params.PRB002.per == "pod"
	judged
	some container in input.containers
	container.type == "main"
	not has_probe
}

deny contains [container.id, ["readinessProbe"], [], {"severity": severity, "variant": "container", "related": senders}] if {
	input.params.PRB002.per == "container"
	judged
	some container in input.containers
	container.type in {"main", "sidecar"}
	object.get(container.c, "readinessProbe", {}) == {}
}

has_probe if {
	some container in input.containers
	container.type in {"main", "sidecar"}
	object.get(container.c, "readinessProbe", {}) != {}
}

judged if {
	runs_for_good
	not input.params.PRB002.require_service
}

judged if {
	runs_for_good
	count(input.facts.services) > 0
}

words := {"related": senders} if receives_traffic

words := {"variant": "quiet"} if not receives_traffic

senders := [[service.id, ["spec", "selector"], "this Service sends traffic to the pods"] | some service in input.facts.services]

severity := "warning" if receives_traffic

severity := "info" if not receives_traffic

receives_traffic if {
	declares_port
	not input.facts.services_in_run
}

receives_traffic if {
	declares_port
	count(input.facts.services) > 0
}

declares_port if {
	some container in input.containers
	container.type in {"main", "sidecar"}
	some _ in container.c.ports
}

# Kinds whose pods are to run for good. Knative is none of them: it gives its pods a readiness probe itself.
runs_for_good if input.kind in {
	"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "DeploymentConfig", "Rollout", "CloneSet",
}

runs_for_good if {
	input.kind == "Pod"
	object.get(input.pod.spec, "restartPolicy", "Always") == "Always"
}
