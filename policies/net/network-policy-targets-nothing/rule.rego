# METADATA
# scope: package
# title: NetworkPolicy must select a pod of the bundle
# description: >-
#   The `podSelector` of a NetworkPolicy should match the labels of some pods of its namespace, those that operators make
#   for their resources among them. An empty selector selects all and passes, as does one for labels that only an
#   operator gives whose resources are not among the manifests. Left out are policies whose selector asks for one of the
#   labels in `ignored_labels`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
# custom:
#   id: NET005
#   name: network-policy-targets-nothing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [NetworkPolicy]
#   looks_for: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob]
#   message: NetworkPolicy `{name}` selects no pods in namespace `{namespace}`
#   help: make `podSelector` match labels of the pod template, or name their workload with `--assume-present`
#   rationale: >-
#     A policy that selects nothing protects nothing. The pods it was written for stay open, and nobody notices,
#     because everything works.
#   variants:
#     value:
#       message: "NetworkPolicy `{name}` selects no pods: it asks for `{2}: {3}`, but the pods of {0} `{1}` have `{2}: {4}`"
#       help: "write `{2}: {4}` here, or `{2}: {3}` in the pod template"
#     label:
#       message: "NetworkPolicy `{name}` selects no pods: those of {0} `{1}` lack its label `{2}`"
#       help: remove `{2}` here, or add it to the labels of the pod template
#   params:
#     ignored_labels: []
#   sources:
#     - kube-linter:dangling-networkpolicy
#     - kube-score:networkpolicy-targets-pod
#     - kubescape:C-0299
package kubevet.net.network_policy_targets_nothing

deny contains [-2, ["spec", "podSelector"], []] if {
	judged
	not input.facts.nearest
}

deny contains [-2, path, [kind, name, key, wanted, found], extra] if {
	judged
	near := input.facts.nearest
	found := near.found
	kind := near.kind
	name := near.name
	key := near.key
	wanted := near.wanted
	path := way(key)
	extra := {"variant": "value", "related": [[near.id, near.path, "the pods have `{4}`"]]}
}

deny contains [-2, path, [kind, name, key], extra] if {
	judged
	near := input.facts.nearest
	not near.found
	kind := near.kind
	name := near.name
	key := near.key
	path := way(key)
	extra := {"variant": "label", "related": [[near.id, near.path, "the labels of the pods"]]}
}

way(key) := ["spec", "podSelector", "matchLabels", key] if input.object.spec.podSelector.matchLabels[key]

way(key) := ["spec", "podSelector", "matchExpressions"] if not input.object.spec.podSelector.matchLabels[key]

judged if {
	count(input.facts.selected) == 0
	not input.facts.made_elsewhere
	asks
	not ignored
}

asks if count(input.object.spec.podSelector.matchLabels) > 0

asks if count(input.object.spec.podSelector.matchExpressions) > 0

ignored if {
	some label in input.params.NET005.ignored_labels
	input.object.spec.podSelector.matchLabels[label]
}

ignored if {
	some expression in input.object.spec.podSelector.matchExpressions
	expression.key in input.params.NET005.ignored_labels
}
