# METADATA
# scope: package
# title: Pods should be covered for ingress and for egress
# description: >-
#   The policies that select a pod should together restrict each direction in `directions`. A direction counts when
#   `policyTypes` names it, even without rules (that denies everything); without `policyTypes`, ingress counts
#   always and egress when the policy has egress rules. Pods that no policy selects, and pods on the network of the
#   node, are not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
# custom:
#   id: NET002
#   name: network-policy-direction-missing
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [NetworkPolicy]
#   message: "no NetworkPolicy restricts the {0} of {kind} `{name}`; its pods are selected by {1}"
#   help: name the direction in `policyTypes` of a policy that selects the pods, with rules for what they need
#   rationale: >-
#     A pod is isolated for each direction by itself. Without egress rules, whoever gets into the pod calls out
#     freely, to the cloud's metadata service or to the internet; without ingress rules, every pod may come in.
#   params:
#     directions: [Ingress, Egress]
#   sources:
#     - kube-score:pod-networkpolicy
#     - polaris:missingNetworkPolicy
#     - kubescape:C-0030
package kubevet.net.network_policy_direction_missing

deny contains [-3, ["metadata", "labels"], [missing, names], {"related": related}] if {
	count(input.facts.network_policies) > 0
	not input.pod.spec.hostNetwork == true
	missing := [lower(direction) | some direction in input.params.NET002.directions; not covered(direction)]
	count(missing) > 0
	policies := array.slice(input.facts.network_policies, 0, 3)
	names := [policy.name | some policy in policies]
	related := [[policy.id, ["spec", "policyTypes"], "selects the pods"] | some policy in policies]
}

covered("Ingress") if {
	some policy in input.facts.network_policies
	policy.ingress
}

covered("Egress") if {
	some policy in input.facts.network_policies
	policy.egress
}
