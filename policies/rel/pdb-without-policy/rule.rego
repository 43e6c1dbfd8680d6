# METADATA
# scope: package
# title: PDB must set minAvailable or maxUnavailable
# description: >-
#   A PodDisruptionBudget must set `maxUnavailable` or `minAvailable`. One that sets both the API server refuses, and is
#   not reported again.
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
#   rationale: >-
#     The API server accepts a budget that says nothing. The controller then expects no pods, allows no disruption,
#     and nodes with these pods cannot be drained.
#   sources:
#     - kube-score:poddisruptionbudget-has-policy
package kubevet.rel.pdb_without_policy

deny contains [-2, ["spec", "maxUnavailable"], []] if {
	spec := object.get(input.object, "spec", {})
	object.get(spec, "maxUnavailable", null) == null
	object.get(spec, "minAvailable", null) == null
}
