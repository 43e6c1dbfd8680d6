package kubevet.eks.spot_critical_test

import data.kubevet.eks.spot_critical.deny

spot := {"nodeSelector": {"karpenter.sh/capacity-type": "spot"}}

workload(kind, replicas, pod, extra) := {
	"kind": kind,
	"object": {"spec": object.union({"replicas": replicas, "template": {"spec": pod}}, extra)},
	"facts": {"autoscalers": [], "disruption_budgets": [{"id": 1}]},
}

affinity(terms) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}}

term(values) := {"matchExpressions": [{"key": "eks.amazonaws.com/capacityType", "operator": "In", "values": values}]}

test_what_cannot_stand_it_is_found if {
	deny == {[-2, ["spec", "template", "spec", "nodeSelector", "karpenter.sh/capacity-type"], ["keeps only one pod"]]}
		with input as workload("Deployment", 1, spot, {})
	count(deny) == 1 with input as workload("StatefulSet", 3, spot, {"volumeClaimTemplates": [{}]})
	count(deny) == 1 with input as workload("Deployment", 3, spot, {}) with input.facts.disruption_budgets as []
	count(deny) == 1
		with input as workload("Deployment", 3, object.union(spot, {"terminationGracePeriodSeconds": 300}), {})
}

test_affinity_counts_when_only_spot_is_left if {
	count(deny) == 1 with input as workload("Deployment", 1, affinity([term(["SPOT"])]), {})
	count(deny) == 0 with input as workload("Deployment", 1, affinity([term(["SPOT", "ON_DEMAND"])]), {})
	count(deny) == 0 with input as workload("Deployment", 1, affinity([term(["SPOT"]), {"matchExpressions": []}]), {})
}

test_what_stands_it_and_other_nodes_pass if {
	count(deny) == 0 with input as workload("Deployment", 3, spot, {})
	count(deny) == 0 with input as workload("Deployment", 1, {"nodeSelector": {"karpenter.sh/capacity-type": "on-demand"}}, {})
	count(deny) == 0 with input as workload("Deployment", 1, {}, {})
}
