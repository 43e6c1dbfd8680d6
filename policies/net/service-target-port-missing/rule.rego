# METADATA
# scope: package
# title: targetPort must exist on the selected pods
# description: >-
#   A `targetPort` by name must be the name of a port of the same protocol in every workload that the Service
#   selects, of a container or a native sidecar; it is an error when none of them has it. One by number (by default
#   that of `port`) should be among the ports that the pods declare, if they declare any; that is only a remark,
#   because ports work undeclared. Jobs, which often share the labels, are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
# custom:
#   id: NET013
#   name: service-target-port-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Service]
#   message: "the pods of {0} `{1}` have no {3} port named `{2}`"
#   help: "write the name of a port of the container, or its number; the names there are {4}"
#   rationale: >-
#     A name that no container port has leads nowhere: the Service has no endpoints for this port, and connections
#     fail. To a wrong number connections are made, but nobody listens there.
#   variants:
#     number:
#       message: "the pods of {0} `{1}` do not declare {3} port {2}"
#       help: "check the number; declared are {4}"
#     unnamed:
#       message: "the pods of {0} `{1}` have no {3} port named `{2}`, and no names of ports at all"
#       help: "write the number of the port, or add `name: {2}` to the port of the container"
#   sources: []
package kubevet.net.service_target_port_missing

deny contains [-2, ["spec", "ports", index, "targetPort"], [kind, name, target, protocol, names], extra] if {
	some index, port in input.object.spec.ports
	target := port.targetPort
	is_string(target)
	protocol := object.get(port, "protocol", "TCP")
	some workload in served
	ports := workload.ports
	not has_name(ports, target, protocol)
	kind := workload.kind
	name := workload.name
	names := [declared.name | some declared in ports; declared.name != ""]
	found := {"severity": severity(target, protocol), "related": [containers(workload)]}
	extra := object.union(found, texts(names))
}

deny contains [-2, ["spec", "ports", index, field], [kind, name, target, protocol, numbers], extra] if {
	some index, port in input.object.spec.ports
	target := object.get(port, "targetPort", port.port)
	is_number(target)
	protocol := object.get(port, "protocol", "TCP")
	some workload in served
	ports := workload.ports
	count(ports) > 0
	not has_number(ports, target, protocol)
	kind := workload.kind
	name := workload.name
	field := field_of(port)
	numbers := [declared.number | some declared in ports]
	extra := {"severity": "info", "variant": "number", "related": [containers(workload)]}
}

field_of(port) := "targetPort" if port.targetPort

field_of(port) := "port" if not port.targetPort

served := [workload | some workload in input.facts.selected; not workload.kind in {"Job", "CronJob"}]

has_name(ports, name, protocol) if {
	some port in ports
	port.name == name
	port.protocol == protocol
}

has_number(ports, number, protocol) if {
	some port in ports
	port.number == number
	port.protocol == protocol
}

severity(name, protocol) := "warning" if somewhere(name, protocol)

severity(name, protocol) := "error" if not somewhere(name, protocol)

somewhere(name, protocol) if {
	some workload in served
	has_name(workload.ports, name, protocol)
}

texts(names) := {} if count(names) > 0

texts(names) := {"variant": "unnamed"} if count(names) == 0

containers(workload) := [workload.id, ["spec", "template", "spec", "containers"], "the containers"]
