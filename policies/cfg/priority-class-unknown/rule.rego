# METADATA
# scope: package
# title: Priority classes must exist
# description: >-
#   The PriorityClass that pods name should be among the manifests, or be one that every cluster has
#   (`system-node-critical`, `system-cluster-critical`). `assume_present` lists what exists elsewhere, as globs of
#   `PriorityClass/name`.
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
#   help: correct the name, add the PriorityClass, or list it in `assume_present` if it exists elsewhere
#   variants:
#     near:
#       message: PriorityClass `{0}` is not among the manifests
#       help: "correct the name: there is a PriorityClass `{1}`"
#   rationale: >-
#     The API server refuses pods whose PriorityClass does not exist. The Deployment itself is accepted, so nothing
#     fails visibly: there are just no pods.
#   params:
#     assume_present: []
package kubevet.cfg.priority_class_unknown

deny contains [-2, path, [name]] if {
	some reference in missing
	not reference.nearest
	path := reference.path
	name := reference.name
}

deny contains [-2, path, [name, near], {"variant": "near"}] if {
	some reference in missing
	near := reference.nearest
	path := reference.path
	name := reference.name
}

missing contains reference if {
	some reference in input.facts.missing
	reference.kind == "PriorityClass"
	not assumed(reference)
}

assumed(reference) if {
	some pattern in input.params.CFG009.assume_present
	glob.match(pattern, ["/"], concat("/", [reference.kind, reference.name]))
}
