# METADATA
# scope: package
# title: Probe timing must make sense
# description: >-
#   A probe should not have a `timeoutSeconds` (default 1) above its `periodSeconds` (default 10), a `failureThreshold`
#   below 1, or an `initialDelaySeconds` above `max_initial_delay`. In the pods of custom resources (a Rollout, a
#   Workflow), `successThreshold` of a liveness or startup probe must be 1, and each probe must have exactly one handler;
#   for the kinds of Kubernetes itself the API server says so.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
# custom:
#   id: PRB007
#   name: probe-parameters
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "`{0}` of container `{container}` waits {1} s for an answer, but asks every {2} s"
#   help: "set `timeoutSeconds` to {2} or less, or raise `periodSeconds`"
#   variants:
#     success:
#       message: "`{0}` of container `{container}` must have `successThreshold: 1`, not {1}"
#       help: remove `successThreshold`
#     failure:
#       message: "`failureThreshold: {1}` in `{0}` of container `{container}` is no number of failures: Kubernetes takes 3 for 0"
#       help: "set `failureThreshold` to 1 or more"
#     delay:
#       message: "`{0}` of container `{container}` asks for the first time after {1} s, more than {2}"
#       help: "use a `startupProbe`, which ends as soon as the container is up, in place of `initialDelaySeconds`"
#     handlers:
#       message: "`{0}` of container `{container}` must have one handler, and has {1}"
#       help: "keep one of `httpGet`, `tcpSocket`, `grpc` and `exec`"
#   rationale: >-
#     With a timeout above the period, probes are late, and a dead container is noticed much later than the numbers say.
#     A long delay keeps a pod out of traffic that is ready since long, and hides that it died meanwhile.
#   params:
#     max_initial_delay: 600
package kubevet.prb.probe_parameters

deny contains [container.id, [field, "timeoutSeconds"], [field, timeout, period]] if {
	some [container, field, probe] in probes
	timeout := set_or(probe, "timeoutSeconds", 1)
	period := set_or(probe, "periodSeconds", 10)
	timeout > period
}

deny contains [container.id, [field, "successThreshold"], [field, successes], {"severity": "error", "variant": "success"}] if {
	some [container, field, probe] in probes
	field != "readinessProbe"
	successes := set_or(probe, "successThreshold", 1)
	successes != 1
	not left_to_server
}

deny contains [container.id, [field, "failureThreshold"], [field, failures], {"variant": "failure"}] if {
	some [container, field, probe] in probes
	failures := object.get(probe, "failureThreshold", 3)
	is_number(failures)
	failures < 1
	not refused(failures)
}

deny contains [container.id, [field, "initialDelaySeconds"], [field, delay, most], {"variant": "delay"}] if {
	some [container, field, probe] in probes
	most := input.params.PRB007.max_initial_delay
	delay := object.get(probe, "initialDelaySeconds", 0)
	is_number(delay)
	delay > most
}

deny contains [container.id, [field], [field, number], {"severity": "error", "variant": "handlers"}] if {
	some [container, field, probe] in probes
	handlers := [handler |
		some handler in ["exec", "httpGet", "tcpSocket", "grpc"]
		object.get(probe, handler, null) != null
	]
	number := count(handlers)
	number != 1
	not left_to_server
}

refused(number) if {
	number < 0
	left_to_server
}

# The API server itself refuses such pods of Kubernetes' own kinds, which is told with what it says.
left_to_server if not contains(input.group, ".")

left_to_server if endswith(input.group, ".k8s.io")

# An empty probe is none.
probes contains [container, field, probe] if {
	some container in input.containers
	container.type in {"main", "sidecar"}
	some field in ["livenessProbe", "readinessProbe", "startupProbe"]
	probe := object.get(container.c, field, {})
	is_object(probe)
	probe != {}
}

# Zero means the default.
set_or(probe, field, _) := value if {
	value := object.get(probe, field, 0)
	is_number(value)
	value != 0
}

set_or(probe, field, usual) := usual if object.get(probe, field, 0) == 0
