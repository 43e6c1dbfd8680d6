# METADATA
# scope: package
# title: Liveness and readiness must not be the same probe
# description: >-
#   The liveness and the readiness probe of a container must not ask the same (equal path, port, scheme, host and
#   headers; command; TCP port; or gRPC port and service) where the liveness probe gives up as soon as the other or
#   sooner: `failureThreshold` times `periodSeconds` must be larger. With `strict` they must never ask the same.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
# custom:
#   id: PRB004
#   name: probes-identical
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "container `{container}` is restarted by the probe that should take it out of traffic: both ask the same, liveness gives up after {0} s, readiness after {1} s"
#   help: "let the liveness probe ask something that fails only when a restart helps, or raise its `failureThreshold` well above that of readiness"
#   variants:
#     strict:
#       message: "the liveness and the readiness probe of container `{container}` ask the same"
#       help: let the liveness probe ask something that fails only when a restart helps
#   rationale: >-
#     A container that is busy, or waits for its database, should get no traffic for a while. When the liveness
#     probe fails with the readiness probe, it is killed instead: all replicas at once, when the load is highest.
#   params:
#     strict: false
#   sources:
#     - kube-score:pod-probes-identical
#     - kyverno:other/ensure-probes-different
package kubevet.prb.probes_identical

deny contains [container.id, ["livenessProbe"], [alive, ready]] if {
	some container in input.containers
	liveness := container.c.livenessProbe
	readiness := container.c.readinessProbe
	container.type in {"main", "sidecar"}
	alive := patience(liveness)
	ready := patience(readiness)
	alive <= ready
	first := asks(container.c, liveness)
	second := asks(container.c, readiness)
	first == second
}

deny contains [container.id, ["livenessProbe"], [], {"variant": "strict"}] if {
	input.params.PRB004.strict
	some container in input.containers
	liveness := container.c.livenessProbe
	readiness := container.c.readinessProbe
	container.type in {"main", "sidecar"}
	patience(liveness) > patience(readiness)
	first := asks(container.c, liveness)
	second := asks(container.c, readiness)
	first == second
}

# The seconds until a probe gives up.
patience(probe) := set_or(probe, "failureThreshold", 3) * set_or(probe, "periodSeconds", 10)

# Zero means the default.
set_or(probe, field, usual) := value if {
	value := object.get(probe, field, usual)
	value != 0
} else := usual

asks(container, probe) := question if {
	get := probe.httpGet
	number := port(container, get.port)
	path := trim_left(object.get(get, "path", ""), "/")
	scheme := upper(object.get(get, "scheme", "HTTP"))
	host := object.get(get, "host", "")
	headers := {header | some header in object.get(get, "httpHeaders", [])}
	question := ["httpGet", number, path, scheme, host, headers]
}

# A probe with two handlers is refused by the API server; the first of them counts here.
asks(container, probe) := question if {
	not probe.httpGet
	socket := probe.tcpSocket
	number := port(container, socket.port)
	host := object.get(socket, "host", "")
	question := ["tcpSocket", number, host]
}

asks(_, probe) := question if {
	not probe.httpGet
	not probe.tcpSocket
	number := probe.grpc.port
	service := object.get(probe.grpc, "service", "")
	question := ["grpc", number, service]
}

asks(_, probe) := question if {
	not probe.httpGet
	not probe.tcpSocket
	not probe.grpc
	command := probe.exec.command
	question := ["exec", command]
}

# The number of a port, by whatever it is called.
port(_, name) := name if is_number(name)

port(container, name) := number if {
	is_string(name)
	numbers := [found.containerPort |
		some found in object.get(container, "ports", [])
		found.name == name
	]
	number := number_of(numbers, name)
}

number_of(numbers, _) := numbers[0] if count(numbers) > 0

number_of(numbers, name) := to_number(name) if {
	count(numbers) == 0
	regex.match(`^[0-9]{1,5}$`, name)
}

number_of(numbers, name) := name if {
	count(numbers) == 0
	not regex.match(`^[0-9]{1,5}$`, name)
}
