# METADATA
# scope: package
# title: Allow policies should name their pods
# description: >-
#   A NetworkPolicy that allows something should name the pods it is for. One with an empty or absent `podSelector`
#   and without any rule denies everything by default, and passes.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   id: NET008
#   name: network-policy-empty-pod-selector
#   severity: info
#   profile: off
#   scope: object
#   kinds: [NetworkPolicy]
#   message: 'NetworkPolicy `{name}` allows traffic for all pods of namespace `{namespace}`'
#   help: 'name the pods in `podSelector`; keep the empty selector for the policy that denies everything'
#   rationale: >-
#     An opening for all pods holds for those too that somebody adds later. Which of them need it nobody can tell
#     afterwards.
#   sources:
#     - kyverno:other/restrict-networkpolicy-empty-podselector
package kubevet.net.network_policy_empty_pod_selector

deny contains [-2, ["spec", "podSelector"], []] if {
	not names_pods
	allows
}

names_pods if count(input.object.spec.podSelector.matchLabels) > 0

names_pods if count(input.object.spec.podSelector.matchExpressions) > 0

allows if count(input.object.spec.ingress) > 0

allows if count(input.object.spec.egress) > 0
