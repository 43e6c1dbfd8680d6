# METADATA
# scope: package
# title: NetworkPolicy peers should match a pod of the bundle
# description: >-
#   A peer in `from` or `to` of a NetworkPolicy that has a `podSelector` and no `namespaceSelector` should match some
#   pods of the policy's own namespace. An empty selector matches all and passes.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
# custom:
#   id: NET006
#   name: network-policy-peer-targets-nothing
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [NetworkPolicy]
#   looks_for: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob]
#   message: no pods of namespace `{namespace}` have the labels of this peer
#   help: correct the labels, or add a `namespaceSelector` to the same item if the pods are in another namespace
#   rationale: >-
#     A `podSelector` alone looks into the namespace of the policy. Where nobody is meant by it, the pods that should
#     come in wait in vain.
#   sources:
#     - kube-linter:dangling-networkpolicypeer-podselector
package kubevet.net.network_policy_peer_targets_nothing

deny contains [-2, path, []] if {
	some path in input.facts.empty_peers
}
