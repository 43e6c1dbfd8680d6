# METADATA
# scope: package
# title: PDB percentages should allow half the pods to move
# description: >-
#   A PodDisruptionBudget that counts in percent should let at least `percent` of the pods move: `minAvailable` at
#   most 100 minus that, `maxUnavailable` at least that. What allows no eviction at all is left to REL012.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/configure-pdb/
# custom:
#   id: REL017
#   name: pdb-unreasonable
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodDisruptionBudget]
#   yields_to: [REL012, REL013]
#   message: 'PodDisruptionBudget `{name}` lets less than {1} % of the pods move: `{2}` is {0}'
#   help: 'write `maxUnavailable: {1}%`, or a number of pods'
#   rationale: >-
#     The less may move at a time, the longer a drain of nodes takes. An update of the cluster that takes all night is
#     put off, and so are its security fixes.
#   params:
#     percent: 50
#   sources:
#     - kyverno:other/require-reasonable-pdbs
package kubevet.rel.pdb_unreasonable

deny contains [-2, ["spec", "minAvailable"], [value, least, "minAvailable"]] if {
	value := input.object.spec.minAvailable
	least := input.params.REL017.percent
	amount := percent(value)
	amount < 100
	amount > 100 - least
}

deny contains [-2, ["spec", "maxUnavailable"], [value, least, "maxUnavailable"]] if {
	value := input.object.spec.maxUnavailable
	least := input.params.REL017.percent
	amount := percent(value)
	amount > 0
	amount < least
}

percent(value) := to_number(trim_suffix(value, "%")) if {
	is_string(value)
	regex.match(`^[0-9]+%$`, value)
}
