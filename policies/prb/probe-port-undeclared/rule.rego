# METADATA
# scope: package
# title: Probe ports must be declared by the container
# description: >-
#   The port of a probe (`httpGet`, `tcpSocket`, `grpc`) must be one that the container declares. A name that it does
#   not declare is an error. A number that no container of the pod declares is a warning, and a remark (info) where
#   the container declares no TCP port at all. Numbers of a probe that names a `host` are not judged.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
# custom:
#   id: PRB005
#   name: probe-port-undeclared
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "`{0}` of container `{container}` asks port {1}, which the container does not declare: it has {2}"
#   help: "correct the port, or add it to `ports`"
#   variants:
#     named:
#       message: "`{0}` of container `{container}` asks port `{1}`, but no TCP port of the container has this name"
#       help: "name one of its ports `{1}`, or write the number"
#     none:
#       message: "`{0}` of container `{container}` asks port {1}, and the container declares no port"
#       help: "add `containerPort: {1}` to `ports`, so that readers and tools know of it"
#   rationale: >-
#     A probe of a name that does not exist fails always: the container gets no traffic, or is restarted for ever. A
#     number works without a declaration, but mostly it is the old port of a container that has moved.
#   sources:
#     - kube-linter:liveness-port
#     - kube-linter:readiness-port
#     - kube-linter:startup-port
package kubevet.prb.probe_port_undeclared

deny contains [container.id, [field, handler, "port"], [field, port], {"severity": "error", "variant": "named"}] if {
	some container in input.containers
	container.type in {"main", "sidecar"}
	some field in ["livenessProbe", "readinessProbe", "startupProbe"]
	some handler in ["httpGet", "tcpSocket"]
	port := object.get(container.c, [field, handler, "port"], 0)
	is_string(port)
	not regex.match(`^[0-9]*$`, port)
	not port in names(container.c)
	not templated(port)
}

deny contains [container.id, [field, handler, "port"], [field, number, declared]] if {
	some [container, field, handler, number] in asked
	declared := numbers(container.c)
	count(declared) > 0
	not number in declared
	not number in all_numbers
}

deny contains [container.id, [field, handler, "port"], [field, number], {"severity": "info", "variant": "none"}] if {
	some [container, field, handler, number] in asked
	count(numbers(container.c)) == 0
	not number in all_numbers
}

# Probes that ask a number of the pod itself.
asked contains [container, field, handler, number] if {
	some container in input.containers
	container.type in {"main", "sidecar"}
	some field in ["livenessProbe", "readinessProbe", "startupProbe"]
	some handler in ["httpGet", "tcpSocket", "grpc"]
	port := object.get(container.c, [field, handler, "port"], "")
	object.get(container.c, [field, handler, "host"], "") == ""
	number := as_number(port)
}

as_number(port) := port if is_number(port)

as_number(port) := to_number(port) if {
	is_string(port)
	regex.match(`^[0-9]{1,5}$`, port)
}

names(container) := {port.name |
	some port in container.ports
	object.get(port, "protocol", "TCP") == "TCP"
}

numbers(container) := {port.containerPort |
	some port in container.ports
	object.get(port, "protocol", "TCP") == "TCP"
}

# The containers of a pod share their ports, so that one may ask what another serves.
all_numbers := {port.containerPort |
	some container in input.containers
	some port in container.c.ports
	object.get(port, "protocol", "TCP") == "TCP"
}

templated(text) if contains(text, "{{")

templated(text) if contains(text, "${")
