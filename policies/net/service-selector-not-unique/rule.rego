# METADATA
# scope: package
# title: Two Services should not share one selector
# description: >-
#   Services of one namespace, in files of one folder, should not have equal selectors; the later one is told. Services
#   without a common port pass, as does a headless Service beside one that is not, as StatefulSets have them
#   (`allow_headless_pair: false` tells of these too).
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service
#   - https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
# custom:
#   id: NET019
#   name: service-selector-not-unique
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [Service]
#   message: Service `{name}` has the selector of Service `{0}`, and offers port {1} as it does
#   help: remove one of the two, or add a label to the selector that only one of the two sets of pods has
#   rationale: >-
#     Either one of the two is left over, or it was copied and its selector was forgotten: then it sends its requests to
#     the pods of another application, and everything looks healthy.
#   params:
#     allow_headless_pair: true
#   sources:
#     - gatekeeper:general/uniqueserviceselector
#     - kyverno:other/require-unique-service-selector
package kubevet.net.service_selector_not_unique

deny contains [-2, ["spec", "selector"], [name, ports], extra] if {
	some other in input.facts.same_selector
	other.first
	not pair(other)
	ports := common(other.ports)
	count(ports) > 0
	name := other.name
	extra := {"related": [[other.id, ["spec", "selector"], "the same selector"]]}
}

# The ports by number that both offer for one protocol.
common(ports) := [theirs.number |
	some theirs in ports
	some own in input.object.spec.ports
	own.port == theirs.number
	object.get(own, "protocol", "TCP") == theirs.protocol
]

pair(other) if {
	input.params.NET019.allow_headless_pair
	other.headless != headless
}

headless := object.get(input.object, ["spec", "clusterIP"], "") == "None"
