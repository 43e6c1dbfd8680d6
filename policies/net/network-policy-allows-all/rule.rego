# METADATA
# scope: package
# title: NetworkPolicy rules should not admit every peer
# description: >-
#   A rule of a NetworkPolicy that is in force should name peers or ports. Reported are, for the directions in
#   `directions`: ingress rules without `from` and `ports`, and those without `ports` whose `from` holds the
#   `ipBlock` `0.0.0.0/0` or `::/0` without `except`; and, as a remark, egress rules without `to` and `ports`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic
# custom:
#   id: NET007
#   name: network-policy-allows-all
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [NetworkPolicy]
#   message: this rule lets everybody in, on every port
#   help: 'name who may come in `from`, or at least the `ports`; to let nobody in, write `ingress: []`'
#   rationale: >-
#     Policies add up: what one of them allows, no other takes back. One rule for everybody undoes all that the
#     other policies say about these pods.
#   variants:
#     world:
#       message: "`{0}` lets every address in, on every port"
#       help: name the `ports` that everybody may reach, or a smaller range of addresses
#     egress:
#       message: this rule lets the pods call everything, on every port
#       help: 'name where they may call in `to`, or at least the `ports`; to let them call nothing, write `egress: []`'
#   params:
#     directions: [Ingress]
#   sources:
#     - trivy:KSV-0038
#     - kyverno:other/restrict-networkpolicy-empty-podselector
package kubevet.net.network_policy_allows_all

deny contains [-2, ["spec", "ingress", index], []] if {
	some index, rule in input.object.spec.ingress
	has_none(rule, "from")
	has_none(rule, "ports")
	judged("Ingress")
}

deny contains [-2, ["spec", "ingress", index, "from", at, "ipBlock", "cidr"], [cidr], {"variant": "world"}] if {
	some index, rule in input.object.spec.ingress
	has_none(rule, "ports")
	some at, peer in rule.from
	cidr := peer.ipBlock.cidr
	cidr in {"0.0.0.0/0", "::/0"}
	has_none(peer.ipBlock, "except")
	judged("Ingress")
}

deny contains [-2, ["spec", "egress", index], [], {"severity": "info", "variant": "egress"}] if {
	some index, rule in input.object.spec.egress
	has_none(rule, "to")
	has_none(rule, "ports")
	judged("Egress")
}

has_none(part, field) if count(object.get(part, field, [])) == 0

judged(direction) if {
	direction in input.params.NET007.directions
	in_force(direction)
}

in_force(direction) if direction in input.object.spec.policyTypes

# Without types, the rules that are there count.
in_force(_) if count(object.get(input.object, ["spec", "policyTypes"], [])) == 0
