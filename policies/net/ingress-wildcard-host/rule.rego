# METADATA
# scope: package
# title: Ingress hosts should not be wildcards
# description: >-
#   A `host` of an Ingress should not hold `*`, unless `allowed` lists it as it is written.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
# custom:
#   id: NET027
#   name: ingress-wildcard-host
#   severity: warning
#   profile: strict
#   scope: object
#   kinds: [Ingress]
#   message: "`{0}` takes the requests for all names of the domain"
#   help: name each host in a rule of its own, or add `{0}` to `allowed`
#   rationale: >-
#     With a wildcard one Ingress answers for names that belong to others, now or later: whoever may write it can
#     take over a name, and cookies of the domain with it.
#   params:
#     allowed: []
#   sources:
#     - gatekeeper:general/block-wildcard-ingress
#     - kyverno:other/restrict-ingress-wildcard
package kubevet.net.ingress_wildcard_host

deny contains [-2, ["spec", "rules", index, "host"], [host]] if {
	some index, rule in input.object.spec.rules
	host := rule.host
	contains(host, "*")
	not host in input.params.NET027.allowed
}
