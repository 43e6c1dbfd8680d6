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
#   message: "the pods of {0} have no {2} port named `{1}`"
#   help: "write the name of a port of the container, or its number; the names there are {3}"
#   rationale: >-
#     A name that no container port has leads nowhere: the Service has no endpoints for this port, and connections
#     fail. To a wrong number connections are made, but nobody listens there.
#   variants:
#     number:
#       message: "the pods of {0} do not declare {2} port {1}"
#       help: "check the number; declared are {3}"
#     unnamed:
#       message: "the pods of {0} have no {2} port named `{1}`, and no names of ports at all"
#       help: "write the number of the port, or add `name: {1}` to the port of the container"
#   sources: []
package kubevet.net.service_target_port_missing

# One finding tells of all workloads that lack the port, and shows the first three.
deny contains [-2, ["spec", "ports", index, "targetPort"], [workloads, target, protocol, names], extra] if {
	some index, port in input.object.spec.ports
	target := port.targetPort
	is_string(target)
	protocol := object.get(port, "protocol", "TCP")
	lacking := [workload | some workload in served; not has_name(workload, target, protocol)]
	count(lacking) > 0
	workloads := called(lacking)
	names := {declared.name | some workload in lacking; some declared in workload.ports; declared.name != ""}
	found := {"severity": severity(lacking), "related": containers(lacking)}
	extra := object.union(found, texts(names))
}

deny contains [-2, ["spec", "ports", index, field], [workloads, target, protocol, numbers], extra] if {
	some index, port in input.object.spec.ports
	target := object.get(port, "targetPort", port.port)
	is_number(target)
	protocol := object.get(port, "protocol", "TCP")
	lacking := [workload | some workload in served; count(workload.ports) > 0; not has_number(workload, target, protocol)]
	count(lacking) > 0
	workloads := called(lacking)
	field := field_of(port)
	numbers := {declared.number | some workload in lacking; some declared in workload.ports}
	extra := {"severity": "info", "variant": "number", "related": containers(lacking)}
}

field_of(port) := "targetPort" if port.targetPort

field_of(port) := "port" if not port.targetPort

served := [workload |
	some workload in input.facts.selected
	not workload.kind in {"Job", "CronJob"}
	not workload.opaque
]

has_name(workload, name, protocol) if {
	some port in workload.ports
	port.name == name
	port.protocol == protocol
}

has_number(workload, number, protocol) if {
	some port in workload.ports
	port.number == number
	port.protocol == protocol
}

severity(lacking) := "error" if {
	count(lacking) == count(served)
} else := "warning"

texts(names) := {} if count(names) > 0

texts(names) := {"variant": "unnamed"} if count(names) == 0

called(workloads) := [concat("", [workload.kind, " `", workload.name, "`"]) | some workload in array.slice(workloads, 0, 3)]

containers(workloads) := [[workload.id, path_of[workload.kind == "Pod"], "the containers"] | some workload in array.slice(workloads, 0, 3)]

path_of := {true: ["spec", "containers"], false: ["spec", "template", "spec", "containers"]}
