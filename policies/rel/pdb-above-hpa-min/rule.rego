# METADATA
# scope: package
# title: PDB minAvailable must be below HPA minReplicas
# description: >-
#   The `minAvailable` of a PodDisruptionBudget must be below the number of pods that an autoscaler of the selected
#   workload may leave: `minReplicas` of a HorizontalPodAutoscaler (absent = 1), `minReplicaCount` of a
#   ScaledObject. Percentages are rounded up, as Kubernetes does.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
#   - https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages
# custom:
#   id: REL013
#   name: pdb-above-hpa-min
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [PodDisruptionBudget]
#   message: "PodDisruptionBudget `{name}` may allow no eviction: its `minAvailable` comes to {0}, and the autoscaler of {2} may leave no more than {1}"
#   help: "write `maxUnavailable: 1` instead of `minAvailable`, and let the autoscaler keep at least two"
#   rationale: >-
#     While there is little load, the autoscaler goes down to its minimum, and the budget allows no eviction. That
#     is at night, when nodes are drained for their upgrade: it stops there until somebody deletes the budget.
#   sources:
#     - kube-linter:pdb-min-available
#     - polaris:pdbMinAvailableGreaterThanHPAMinReplicas
package kubevet.rel.pdb_above_hpa_min

deny contains [-2, ["spec", "minAvailable"], [needed, kept, scaled], extra] if {
	least := input.object.spec.minAvailable
	least != "100%"
	autoscaled := [workload | some workload in input.facts.selected; workload.autoscaled]
	count(autoscaled) > 0
	counts := [one.min_replicas | some one in input.facts.selected]
	count(counts) == count(input.facts.selected)
	kept := sum(counts)
	kept > 0
	needed := required(least, kept)
	needed >= kept
	scaled := [concat("", [workload.kind, " `", workload.name, "`"]) | some workload in autoscaled]
	extra := {"related": [[workload.autoscaler, ["spec"], "this autoscaler may leave few"] | some workload in autoscaled]}
}

# How many pods must be there. More than 100% the API server refuses.
required(least, _) := least if is_number(least)

required(least, kept) := ceil((to_number(trim_suffix(least, "%")) * kept) / 100) if {
	is_string(least)
	regex.match(`^[0-9]{1,2}%$`, least)
}
