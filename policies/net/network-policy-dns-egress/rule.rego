# METADATA
# scope: package
# title: Egress policies should allow DNS
# description: >-
#   A NetworkPolicy that restricts egress and allows some of it should allow DNS too: UDP port 53 (5353 on OpenShift,
#   or a port named `dns` or `domain`), or all ports. Rules that lead only to pods of the policy's own namespace do
#   not reach the DNS server of the cluster, except in `kube-system`. Policies add up: another one that allows DNS to
#   all pods which this one selects is enough.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
#   - https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
# custom:
#   id: NET010
#   name: network-policy-dns-egress
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [NetworkPolicy]
#   message: NetworkPolicy `{name}` allows calls but no DNS, nor does another one for the same pods
#   help: add an egress rule for port 53, UDP and TCP, to the pods `k8s-app=kube-dns` of namespace `kube-system`
#   rationale: >-
#     Programs call others by name. Without DNS they find nobody, and what one sees is a timeout of the first call,
#     which says nothing about a policy.
#   sources:
#     - kyverno:best-practices/add-networkpolicy-dns
package kubevet.net.network_policy_dns_egress

deny contains [-2, ["spec", "egress"], [], {"key": true}] if {
	some _ in input.object.spec.egress
	in_force
	not allows_dns
}

in_force if "Egress" in input.object.spec.policyTypes

# Without types, the rules that are there count.
in_force if count(object.get(input.object, ["spec", "policyTypes"], [])) == 0

allows_dns if {
	some policy in input.facts.network_policies
	policy.dns
}
