# METADATA
# scope: package
# title: Egress rules without policyTypes Egress are easy to misread
# description: >-
#   When `policyTypes` of a NetworkPolicy names one direction only, the policy should have no rules for the other:
#   they are ignored.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
# custom:
#   id: NET009
#   name: network-policy-type-missing
#   severity: info
#   profile: default
#   scope: object
#   kinds: [NetworkPolicy]
#   message: "these rules are ignored, because `policyTypes` does not name `{0}`"
#   help: "add `{0}` to `policyTypes`, or remove the rules"
#   fix:
#     message: "add `{0}` to `policyTypes`"
#     applicability: unsafe
#   rationale: >-
#     The rules read as if they restricted something, and the direction is open. With the type named they come into
#     force: what they do not allow is then denied, so try it before.
#   sources:
#     - trivy:KSV-0038
package kubevet.net.network_policy_type_missing

deny contains [-2, ["spec", "egress"], ["Egress"], {"key": true, "fix": [["set", ["spec", "policyTypes", "-"], "Egress"]]}] if {
	some _ in input.object.spec.egress
	some _ in input.object.spec.policyTypes
	not "Egress" in input.object.spec.policyTypes
}

deny contains [-2, ["spec", "ingress"], ["Ingress"], {"key": true, "fix": [["set", ["spec", "policyTypes", "-"], "Ingress"]]}] if {
	some _ in input.object.spec.ingress
	some _ in input.object.spec.policyTypes
	not "Ingress" in input.object.spec.policyTypes
}
