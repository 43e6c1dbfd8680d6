# METADATA
# scope: package
# title: PDB must set minAvailable or maxUnavailable
# description: >-
#   A PodDisruptionBudget must set either `maxUnavailable` or `minAvailable`, and not both.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/configure-pdb/
#   - https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
# custom:
#   id: REL014
#   name: pdb-without-policy
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodDisruptionBudget]
#   message: "PodDisruptionBudget `{name}` sets neither `maxUnavailable` nor `minAvailable`, so it allows no eviction"
#   help: "add `maxUnavailable: 1`"
#   variants:
#     both:
#       message: "PodDisruptionBudget `{name}` sets both `maxUnavailable` and `minAvailable`"
#       help: keep one of the two, best `maxUnavailable`
#   rationale: >-
#     The API server accepts a budget that says nothing. The controller then expects no pods, allows no disruption,
#     and nodes with these pods cannot be drained. A budget that says both is refused.
#   sources:
#     - kube-score:poddisruptionbudget-has-policy
package kubevet.rel.pdb_without_policy

deny contains [-2, ["spec", "maxUnavailable"], []] if {
	spec := object.get(input.object, "spec", {})
	object.get(spec, "maxUnavailable", null) == null
	object.get(spec, "minAvailable", null) == null
}

deny contains [-2, ["spec", "maxUnavailable"], [], {"variant": "both"}] if {
	spec := object.get(input.object, "spec", {})
	object.get(spec, "maxUnavailable", null) != null
	object.get(spec, "minAvailable", null) != null
}
