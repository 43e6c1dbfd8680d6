# METADATA
# scope: package
# title: PDB must select a pod of the bundle
# description: >-
#   The selector of a PodDisruptionBudget should match the labels of some pods of its namespace. Without a selector
#   it selects nothing, which is an error; an empty one selects all pods of the namespace, which is a remark (info).
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/configure-pdb/
# custom:
#   id: REL015
#   name: pdb-selects-nothing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodDisruptionBudget]
#   looks_for: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob]
#   message: "PodDisruptionBudget `{name}` selects no pods in namespace `{namespace}`"
#   help: make the selector equal to labels of the pod template, or name their workload with `--assume-present`
#   variants:
#     value:
#       message: "PodDisruptionBudget `{name}` selects no pods: it asks for `{2}: {3}`, but the pods of {0} `{1}` have `{2}: {4}`"
#       help: "write `{2}: {4}` here, or `{2}: {3}` in the pod template"
#     label:
#       message: "PodDisruptionBudget `{name}` selects no pods: those of {0} `{1}` lack its label `{2}`"
#       help: remove `{2}` here, or add it to the labels of the pod template
#     absent:
#       message: "PodDisruptionBudget `{name}` has no selector, so it protects no pods"
#       help: "add a `selector` with the labels of the pods"
#       looks_for: []
#     all:
#       message: "PodDisruptionBudget `{name}` has an empty selector, so it holds for all pods of namespace `{namespace}` together"
#       help: "name the labels of the pods, unless the whole namespace is meant"
#       looks_for: []
#   rationale: >-
#     A budget that selects nothing protects nothing, and nobody sees it before all replicas are evicted at once.
package kubevet.rel.pdb_selects_nothing

deny contains [-2, ["spec", "selector"], []] if {
	judged
	not input.facts.nearest
}

deny contains [-2, ["spec", "selector", "matchLabels", key], [kind, name, key, wanted, found], extra] if {
	judged
	near := input.facts.nearest
	found := near.found
	kind := near.kind
	name := near.name
	key := near.key
	wanted := near.wanted
	extra := {"variant": "value", "related": [[near.id, near.path, "the pods have `{4}`"]]}
}

deny contains [-2, ["spec", "selector", "matchLabels", key], [kind, name, key], extra] if {
	judged
	near := input.facts.nearest
	not near.found
	kind := near.kind
	name := near.name
	key := near.key
	extra := {"variant": "label", "related": [[near.id, near.path, "the labels of the pods"]]}
}

deny contains [-2, ["spec", "selector"], [], {"severity": "error", "variant": "absent"}] if {
	object.get(input.object, ["spec", "selector"], null) == null
}

deny contains [-2, ["spec", "selector"], [], {"severity": "info", "variant": "all"}] if {
	is_object(input.object.spec.selector)
	not conditions
}

judged if {
	count(input.facts.selected) == 0
	not input.facts.made_elsewhere
	conditions
}

conditions if count(input.object.spec.selector.matchLabels) > 0

conditions if count(input.object.spec.selector.matchExpressions) > 0
