# METADATA
# scope: package
# title: One ExternalDNS host name should belong to one object
# description: >-
#   A name in the annotation `external-dns.alpha.kubernetes.io/hostname` should not repeat in other Services and
#   Ingresses, in files of one folder; the later one is told. Records with different `set-identifier` pass, as they
#   share the requests on purpose, and so do Ingresses of one class, which have one address.
# related_resources:
#   - https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
#   - https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/#routing-policies
# custom:
#   id: NET037
#   name: external-dns-host-not-unique
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Service, Ingress]
#   message: "{kind} `{name}` asks ExternalDNS for `{0}`, as {1} does"
#   help: give one of the two another name, or both a `set-identifier` of their own with a weight if they are to share it
#   rationale: >-
#     A name leads to one of the two, or to both by turns. Which one it is changes with the order in which they are
#     seen, so that requests go to another application after an unrelated change.
#   sources:
#     - kyverno:other/require-unique-external-dns
package kubevet.net.external_dns_host_not_unique

deny contains [-2, path, [host, names], {"related": related}] if {
	some same in input.facts.same_dns_hosts
	same.first
	host := same.host
	others := [other | some other in input.facts.same_dns_hosts; other.first; other.host == host]
	names := [concat("", [other.kind, " `", other.name, "`"]) | some other in others]
	related := [[other.id, path, "asked for here too"] | some other in others]
}

path := ["metadata", "annotations", "external-dns.alpha.kubernetes.io/hostname"]
