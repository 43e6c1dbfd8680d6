# METADATA
# scope: package
# title: An AuthorizationPolicy should not allow everything
# description: >-
#   An AuthorizationPolicy of Istio with the action `ALLOW` (the default) should have no rule without `from`, `to` and
#   `when`. Such a rule fits every request. A policy without any rule is the opposite, it allows nothing, and passes.
# related_resources:
#   - https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule
#   - https://istio.io/latest/docs/concepts/security/#allow-nothing-deny-all-and-allow-all-policy
# custom:
#   id: MSH009
#   name: authorization-policy-allows-all
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [security.istio.io/AuthorizationPolicy]
#   message: this rule of AuthorizationPolicy `{name}` allows every request
#   help: "say in `from`, `to` or `when` which requests are meant, or remove the rule"
#   rationale: >-
#     One rule that fits is enough for a request to pass, so this one takes all others with ALLOW their meaning, also
#     those in other policies for the same pods.
#   sources:
#     - kyverno:istio/require-authorizationpolicy
package kubevet.msh.authorization_policy_allows_all

deny contains [-2, ["spec", "rules", i], []] if {
	some i, rule in input.object.spec.rules
	is_object(rule)
	every field in ["from", "to", "when"] {
		count(object.get(rule, field, [])) == 0
	}
	object.get(input.object, ["spec", "action"], "ALLOW") in {"ALLOW", ""}
}
