# METADATA
# scope: package
# title: Container ports must be unique, named and set
# description: >-
#   Main containers and sidecars of one pod must not give different ports the same name and protocol. With
#   `require_names: true` every port needs a name. What the API server itself refuses or warns about (ports without
#   a number, names or numbers twice in one container) is not reported again.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
# custom:
#   id: CFG005
#   name: container-port-duplicate
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: containers `{1}` and `{container}` both have a port named `{0}`
#   help: 'give one of the two ports another name: whoever asks for `{0}` gets the port of `{1}`'
#   variants:
#     unnamed:
#       message: port {0} of container `{container}` has no name
#       help: give it a `name`, such as `http` or `metrics`, and let Services and probes use the name
#   rationale: >-
#     A Service or probe that asks for a port by its name gets the first port of that name. The one of the other
#     container is never reached, and nothing says so.
#   params:
#     require_names: false
#   sources:
#     - kube-score:container-ports-check
#     - kyverno:other/require-container-port-names
package kubevet.cfg.container_port_duplicate

deny contains [container.id, ["ports", i, "name"], [name, first]] if {
	count(input.containers) > 1
	some container in input.containers
	container.type in {"main", "sidecar"}
	some i, port in container.c.ports
	name := port.name
	name != ""
	earlier := [other.name | some other in input.containers; other.id < container.id; has_port(other, port)]
	first := earlier[0]
}

deny contains [container.id, ["ports", i, "name"], [number], {"variant": "unnamed"}] if {
	input.params.CFG005.require_names
	some container in input.containers
	some i, port in container.c.ports
	object.get(port, "name", "") == ""
	number := port.containerPort
}

has_port(container, port) if {
	container.type in {"main", "sidecar"}
	some other in container.c.ports
	other.name == port.name
	protocol(other) == protocol(port)
}

protocol(port) := object.get(port, "protocol", "TCP")
