# METADATA
# scope: package
# title: Workloads that cannot stand it should not run on Spot nodes alone
# description: >-
#   A workload whose `nodeSelector` or required node affinity leaves only Spot nodes (`eks.amazonaws.com/capacityType:
#   SPOT`, `karpenter.sh/capacity-type: spot`) should keep at least two pods, have no claims of its own (StatefulSet),
#   be covered by a PodDisruptionBudget, and end within 120 seconds.
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html#managed-node-group-capacity-types
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
# custom:
#   id: EKS020
#   name: spot-critical
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [Deployment, StatefulSet, ReplicaSet, argoproj.io/Rollout]
#   message: "{kind} `{name}` runs on Spot nodes alone, but {0}"
#   help: let it run on nodes on demand too, or make it stand the loss of a node within two minutes
#   rationale: >-
#     AWS takes Spot nodes back with two minutes' notice, often many at a time. Then the only pod is gone, or has to
#     wait for a node in the zone of its volume, or is killed in the middle of its last work.
package kubevet.eks.spot_critical

deny contains [-2, ["spec", "template", "spec", "nodeSelector", key], [reason]] if {
	some key, value in input.object.spec.template.spec.nodeSelector
	is_spot(key, value)
	some reason in reasons
}

deny contains [-2, path, [reason]] if {
	required := input.object.spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution
	terms := required.nodeSelectorTerms
	count(terms) > 0
	count([term | some term in terms; only_spot(term)]) == count(terms)
	some reason in reasons
}

path := [
	"spec", "template", "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution",
	"nodeSelectorTerms", 0,
]

only_spot(term) if {
	some wanted in term.matchExpressions
	wanted.operator == "In"
	count([value | some value in wanted.values; is_spot(wanted.key, value)]) == count(wanted.values)
}

is_spot("eks.amazonaws.com/capacityType", value) if value == "SPOT"

is_spot("karpenter.sh/capacity-type", value) if value == "spot"

reasons contains "keeps only one pod" if least_replicas < 2

reasons contains "has volumes that live in one zone" if {
	input.kind == "StatefulSet"
	count(input.object.spec.volumeClaimTemplates) > 0
}

reasons contains "no PodDisruptionBudget covers it" if count(input.facts.disruption_budgets) == 0

reasons contains "takes longer to end than the two minutes that AWS gives" if {
	input.object.spec.template.spec.terminationGracePeriodSeconds > 120
}

least_replicas := min([autoscaler.min_replicas | some autoscaler in input.facts.autoscalers]) if {
	count(input.facts.autoscalers) > 0
}

least_replicas := object.get(input.object, ["spec", "replicas"], 1) if {
	count(input.facts.autoscalers) == 0
}
