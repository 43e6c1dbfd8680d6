# METADATA
# scope: package
# title: Services must not set externalIPs
# description: >-
#   A Service must not have addresses in `spec.externalIPs` that are not in `allowed` (addresses, or ranges such as
#   `192.0.2.0/28`).
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#external-ips
#   - https://github.com/kubernetes/kubernetes/issues/97076
# custom:
#   id: NET017
#   name: service-external-ips
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Service]
#   message: Service `{name}` takes over the traffic of the whole cluster to {0}
#   help: remove `externalIPs` and use `LoadBalancer`, or add the addresses to `allowed` if they are your own
#   fix:
#     message: remove `externalIPs`
#     applicability: unsafe
#   rationale: >-
#     Nobody checks whom the addresses belong to. Whoever may write a Service can send what the pods of the cluster
#     send to an address, a DNS server or a bank, to pods of their own (CVE-2020-8554). There is no patch.
#   params:
#     allowed: []
#   sources:
#     - trivy:KSV-0108
#     - gatekeeper:general/externalip
#     - kyverno:best-practices/restrict-service-external-ips
package kubevet.net.service_external_ips

deny contains [-2, ["spec", "externalIPs"], [outside], {"fix": [["remove", ["spec", "externalIPs"]]]}] if {
	some _ in input.object.spec.externalIPs
	outside := foreign
	count(outside) == count(input.object.spec.externalIPs)
}

# Some of them are right: what is to become of the list, its author must say.
deny contains [-2, ["spec", "externalIPs"], [outside]] if {
	some _ in input.object.spec.externalIPs
	outside := foreign
	count(outside) > 0
	count(outside) < count(input.object.spec.externalIPs)
}

foreign := [address | some address in input.object.spec.externalIPs; not allowed(address)]

allowed(address) if address in input.params.NET017.allowed

allowed(address) if {
	some range in input.params.NET017.allowed
	contains(range, "/")
	net.cidr_contains(range, address)
}
