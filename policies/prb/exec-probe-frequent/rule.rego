# METADATA
# scope: package
# title: Exec probes should not run every second
# description: >-
#   A probe that runs a command in the container should not do so more often than every `min` seconds
#   (`periodSeconds`, 10 unless set).
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-command
# custom:
#   id: PRB008
#   name: exec-probe-frequent
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: "`{0}` of container `{container}` starts a process every {1} s"
#   help: "set `periodSeconds` to {2} or more, or use `httpGet`, `tcpSocket` or `grpc`"
#   rationale: >-
#     Each run of a command makes a process in the container, counted against its limits, and work for the runtime of
#     the node. A few dozen such pods are a load of their own, and the kubelet comes late with everything else.
#   params:
#     min: 5
package kubevet.prb.exec_probe_frequent

deny contains [container.id, [field, "periodSeconds"], [field, period, least]] if {
	least := input.params.PRB008.min
	some container in input.containers
	container.type in {"main", "sidecar"}
	some field in ["livenessProbe", "readinessProbe", "startupProbe"]
	object.get(container.c, [field, "exec"], null) != null
	period := object.get(container.c, [field, "periodSeconds"], 10)
	is_number(period)
	period > 0
	period < least
}
