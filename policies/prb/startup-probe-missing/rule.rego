# METADATA
# scope: package
# title: Slow starters should have a startup probe
# description: >-
#   A container whose liveness probe waits longer than `threshold` seconds (`initialDelaySeconds`) should have a
#   `startupProbe` instead.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes
# custom:
#   id: PRB003
#   name: startup-probe-missing
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [PRB007]
#   message: 'container `{container}` waits {0} seconds before its liveness probe begins'
#   help: 'add a `startupProbe` with the same handler, and drop `initialDelaySeconds`'
#   rationale: >-
#     A delay is a guess: too short, and a container that starts slowly is killed again and again; too long, and one
#     that hangs at its start is noticed late. A startup probe waits just as long as is needed.
#   params:
#     threshold: 30
#   sources:
#     - kyverno:best-practices/require-probes
package kubevet.prb.startup_probe_missing

deny contains [container.id, ["livenessProbe", "initialDelaySeconds"], [delay]] if {
	some container in input.containers
	container.type in {"main", "sidecar"}
	delay := container.c.livenessProbe.initialDelaySeconds
	delay > input.params.PRB003.threshold
	not container.c.startupProbe
}
