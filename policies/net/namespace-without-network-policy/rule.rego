# METADATA
# scope: package
# title: Every namespace in the bundle should have a NetworkPolicy
# description: >-
#   A Namespace among the manifests should have a NetworkPolicy of its own (or one of Cilium or Calico), or one for
#   the whole cluster that selects all of its pods. A namespace that has workloads but no manifest of its own is told
#   once, at the first of them. Namespaces in `exempt` (globs) are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
# custom:
#   id: NET003
#   name: namespace-without-network-policy
#   severity: warning
#   profile: strict
#   scope: cross-resource
#   kinds: [Namespace, PodSpec]
#   looks_for: [NetworkPolicy]
#   message: namespace `{name}` has no NetworkPolicy
#   help: "add one with `podSelector: {}` and `policyTypes: [Ingress, Egress]`, then others for what the pods need"
#   rationale: >-
#     Without a policy, all pods of the cluster reach all pods of the namespace, also those that somebody adds later
#     and forgets. A policy that denies everything by default makes each opening a decision.
#   variants:
#     unlisted:
#       message: "namespace `{0}`, where {kind} `{name}` runs, has no NetworkPolicy"
#       help: "add one with `podSelector: {}` and `policyTypes: [Ingress, Egress]`, then others for what the pods need"
#   params:
#     exempt: [kube-system, kube-public, kube-node-lease]
#   sources:
#     - kubescape:C-0049
#     - kubescape:C-0054
#     - kubescape:C-0206
#     - kyverno:best-practices/add-network-policy
#     - cis:5.3.2
package kubevet.net.namespace_without_network_policy

deny contains [-2, ["metadata", "name"], []] if {
	input.kind == "Namespace"
	count(input.facts.network_policies) == 0
	not exempt(input.name)
}

deny contains [-2, ["metadata", "namespace"], [name], {"variant": "unlisted"}] if {
	namespace := input.facts.unlisted_namespace
	count(namespace.network_policies) == 0
	name := namespace.name
	not exempt(name)
}

exempt(name) if {
	some pattern in input.params.NET003.exempt
	glob.match(pattern, [], name)
}
