# METADATA
# scope: package
# title: Service ports must be in the configured range
# description: >-
#   Every `nodePort` of a Service must lie in `range`, and with `port_range` every `port` in that one. Both are
#   written as `first-last`; an empty text stands for any.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
# custom:
#   id: NET020
#   name: service-port-range
#   severity: info
#   profile: off
#   scope: object
#   kinds: [Service]
#   message: 'port {0} of nodes, which Service `{name}` asks for, is outside of {1}'
#   help: 'write a `nodePort` of {1}, or leave it to the API server'
#   variants:
#     port:
#       message: 'port {0} of Service `{name}` is outside of {1}'
#       help: 'write a port of {1}'
#   rationale: >-
#     Outside of the range that the API server hands out, ports of nodes belong to programs of the nodes; firewalls
#     know that range too.
#   params:
#     range: 30000-32767
#     port_range: ""
#   sources:
#     - kyverno:other/restrict-service-port-range
package kubevet.net.service_port_range

deny contains [-2, ["spec", "ports", index, "nodePort"], [number, wanted]] if {
	some index, port in input.object.spec.ports
	number := port.nodePort
	is_number(number)
	wanted := input.params.NET020.range
	number != 0
	outside(number, wanted)
}

deny contains [-2, ["spec", "ports", index, "port"], [number, wanted], {"variant": "port"}] if {
	some index, port in input.object.spec.ports
	number := port.port
	wanted := input.params.NET020.port_range
	outside(number, wanted)
}

outside(number, wanted) if number < to_number(split(wanted, "-")[0])

outside(number, wanted) if number > to_number(split(wanted, "-")[1])
