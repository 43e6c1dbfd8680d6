# METADATA
# scope: package
# title: Ingress rules should name a host
# description: >-
#   Each rule of an Ingress should have a `host`, and an Ingress should not consist of a `defaultBackend` alone.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-rules
# custom:
#   id: NET026
#   name: ingress-empty-host
#   severity: warning
#   profile: strict
#   scope: object
#   kinds: [Ingress]
#   message: this rule takes the requests for every host
#   help: add the `host` that it is for
#   rationale: >-
#     A rule without a host answers for all names that lead to the controller, those of other teams too, and for
#     those who try addresses at random.
#   variants:
#     backend:
#       message: Ingress `{name}` has no rules and takes the requests for every host
#       help: add a rule with the `host` that it is for, in place of `defaultBackend`
#   sources:
#     - kyverno:best-practices/disallow-empty-ingress-host
#     - gatekeeper:general/block-wildcard-ingress
package kubevet.net.ingress_empty_host

deny contains [-2, ["spec", "rules", index, "host"], []] if {
	some index, rule in input.object.spec.rules
	object.get(rule, "host", "") == ""
}

deny contains [-2, ["spec", "defaultBackend"], [], {"key": true, "variant": "backend"}] if {
	input.object.spec.defaultBackend
	count(object.get(input.object.spec, "rules", [])) == 0
}
