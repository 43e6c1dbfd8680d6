# METADATA
# scope: package
# title: PDB must allow at least one eviction
# description: >-
#   A PodDisruptionBudget should allow at least one eviction. `maxUnavailable: 0` (or `0%`) and `minAvailable:
#   100%` never do. A `minAvailable` does not either when it is as many as the selected workloads of the manifests
#   keep by their replicas; those that an autoscaler scales are left to REL013. Percentages are rounded up, as
#   Kubernetes does.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
#   - https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages
# custom:
#   id: REL012
#   name: pdb-blocks-eviction
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [PodDisruptionBudget]
#   message: "PodDisruptionBudget `{name}` allows no eviction: `{0}: {1}`"
#   help: "write `maxUnavailable: 1`, and leave out `minAvailable`"
#   rationale: >-
#     Nobody can drain a node with such a pod: the upgrade of the cluster stops there until somebody deletes the
#     budget by hand, often at night.
#   variants:
#     replicas:
#       message: "PodDisruptionBudget `{name}` allows no eviction: `minAvailable` is {0}, and it covers {1} pods"
#       help: "write `maxUnavailable: 1` instead of `minAvailable`"
#     rounded:
#       message: "PodDisruptionBudget `{name}` allows no eviction: `minAvailable: {0}` of the {1} pods it covers is {2}, rounded up"
#       help: "write `maxUnavailable: 1` instead of `minAvailable`"
#     single:
#       message: "PodDisruptionBudget `{name}` allows no eviction: it covers a single pod, and `minAvailable` is {0}"
#       help: "run two replicas; or write `maxUnavailable: 1` instead of `minAvailable` where an interruption does no harm"
#   fix:
#     message: "write `maxUnavailable: 1`, without `minAvailable`"
#     applicability: unsafe
#   sources:
#     - kube-linter:pdb-max-unavailable
#     - kube-linter:pdb-min-available
#     - polaris:pdbDisruptionsIsZero
#     - gatekeeper:general/poddisruptionbudget
#     - kyverno:other/pdb-maxunavailable
#     - kyverno:other/pdb-maxunavailable-with-deployments
#     - kyverno:other/pdb-minavailable
#     - kyverno:other/deployment-replicas-higher-than-pdb
#     - kyverno:other/require-replicas-allow-disruption
package kubevet.rel.pdb_blocks_eviction

deny contains [-2, ["spec", "maxUnavailable"], ["maxUnavailable", most], {"fix": fix, "related": related}] if {
	most := input.object.spec.maxUnavailable
	most in {0, "0%"}
}

deny contains [-2, ["spec", "minAvailable"], ["minAvailable", "100%"], {"fix": fix, "related": related}] if {
	input.object.spec.minAvailable == "100%"
}

deny contains [-2, ["spec", "minAvailable"], [least, kept, needed], extra] if {
	least := input.object.spec.minAvailable
	least != "100%"
	count(input.facts.selected) > 0
	counts := [workload.min_replicas | some workload in input.facts.selected]
	count(counts) == count(input.facts.selected)
	not autoscaled
	kept := sum(counts)
	kept > 0
	needed := required(least, kept)
	needed >= kept
	extra := {"variant": variant(least, kept), "related": related, "fix": fix}
}

fix := [["remove", ["spec", "minAvailable"]], ["set", ["spec", "maxUnavailable"], 1]] if {
	object.get(input.object, ["spec", "minAvailable"], null) != null
} else := [["set", ["spec", "maxUnavailable"], 1]]

# Then another rule, REL013, says more.
autoscaled if {
	some workload in input.facts.selected
	workload.autoscaled
}

variant(_, kept) := "single" if kept == 1

variant(least, kept) := "rounded" if {
	is_string(least)
	kept > 1
}

variant(least, kept) := "replicas" if {
	is_number(least)
	kept > 1
}

# How many pods must be there. More than 100% the API server refuses.
required(least, _) := least if is_number(least)

required(least, kept) := ceil((to_number(trim_suffix(least, "%")) * kept) / 100) if {
	is_string(least)
	regex.match(`^[0-9]{1,2}%$`, least)
}

related := [[workload.id, ["spec", "replicas"], "what it covers"] | some workload in input.facts.selected]
