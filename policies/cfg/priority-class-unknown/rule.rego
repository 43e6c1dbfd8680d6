# METADATA
# scope: package
# title: Priority classes must exist
# description: >-
#   The PriorityClass that pods name should be among the manifests, or be one that every cluster has
#   (`system-node-critical`, `system-cluster-critical`).
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
# custom:
#   id: CFG009
#   name: priority-class-unknown
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: PriorityClass `{0}` is not among the manifests
#   help: correct the name, add the PriorityClass, or name it with `--assume-present`
#   variants:
#     near:
#       message: PriorityClass `{0}` is not among the manifests
#       help: "correct the name: there is a PriorityClass `{1}`"
#   rationale: >-
#     The API server refuses pods whose PriorityClass does not exist. The Deployment itself is accepted, so nothing
#     fails visibly: there are just no pods.
package kubevet.cfg.priority_class_unknown

deny contains [-2, path, [name]] if {
	some reference in missing
	not reference.nearest
	path := reference.path
	name := reference.name
}

deny contains [-2, path, [name, near], extra] if {
	some reference in missing
	near := reference.nearest
	path := reference.path
	name := reference.name
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is a PriorityClass `{1}`"]]}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.kind == "PriorityClass"
}
