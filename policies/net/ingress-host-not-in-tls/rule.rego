# METADATA
# scope: package
# title: Rule hosts should be covered by TLS hosts
# description: >-
#   Where an Ingress has `spec.tls`, each `host` of its rules should be among the hosts there. A wildcard covers one
#   label; an entry without hosts covers all. Rules without a host are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
# custom:
#   id: NET025
#   name: ingress-host-not-in-tls
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Ingress]
#   message: "`{0}` is not among the hosts of `spec.tls`"
#   help: "add `{0}` to the `hosts` of an entry whose certificate covers it"
#   rationale: >-
#     For this host the controller shows its own certificate, which no browser trusts, or serves plain HTTP only.
#   sources:
#     - kyverno:other/ingress-host-match-tls
package kubevet.net.ingress_host_not_in_tls

deny contains [-2, ["spec", "rules", index, "host"], [host], {"related": [[-1, ["spec", "tls"], "the hosts with TLS"]]}] if {
	some _ in input.object.spec.tls
	some index, rule in input.object.spec.rules
	host := rule.host
	host != ""
	not host in hosts
	not wildcard(host) in hosts
	not covers_all
}

hosts := {host | some entry in input.object.spec.tls; some host in entry.hosts}

# `*.example.com` for `shop.example.com`.
wildcard(host) := concat(".", array.concat(["*"], array.slice(labels, 1, count(labels)))) if labels := split(host, ".")

covers_all if {
	some entry in input.object.spec.tls
	count(object.get(entry, "hosts", [])) == 0
}
