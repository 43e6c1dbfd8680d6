# METADATA
# scope: package
# title: PDB should set unhealthyPodEvictionPolicy
# description: >-
#   A PodDisruptionBudget should have `unhealthyPodEvictionPolicy: AlwaysAllow`. Another value of
#   `require_value` is asked for instead; with an empty one, any value will do that is written down.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
# custom:
#   id: REL016
#   name: pdb-unhealthy-eviction-policy
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodDisruptionBudget]
#   message: "PodDisruptionBudget `{name}` keeps pods that are not ready from being evicted: `unhealthyPodEvictionPolicy` is {0}"
#   help: "set `unhealthyPodEvictionPolicy: {1}`"
#   fix:
#     message: "set `unhealthyPodEvictionPolicy: {1}`"
#     applicability: unsafe
#   rationale: >-
#     Pods that crash again and again do no work that a budget could protect, but with the default, IfHealthyBudget,
#     they count against it: a broken version blocks the drain of every node that it is on.
#   params:
#     require_value: AlwaysAllow
#   sources:
#     - kube-linter:pdb-unhealthy-pod-eviction-policy
package kubevet.rel.pdb_unhealthy_eviction_policy

deny contains [-2, ["spec", "unhealthyPodEvictionPolicy"], [given, wanted], extra] if {
	policy := object.get(input.object, ["spec", "unhealthyPodEvictionPolicy"], "")
	not fits(policy)
	given := shown(policy)
	extra := {"fix": [["set", ["spec", "unhealthyPodEvictionPolicy"], wanted]]}
}

fits(policy) if {
	policy == input.params.REL016.require_value
	policy != ""
}

fits(policy) if {
	input.params.REL016.require_value == ""
	policy != ""
}

wanted := input.params.REL016.require_value if input.params.REL016.require_value != ""

wanted := "AlwaysAllow" if input.params.REL016.require_value == ""

shown("") := "not set"

shown(policy) := policy if policy != ""
