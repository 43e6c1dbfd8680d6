package kubevet.rel.pdb_missing_test

import data.kubevet.rel.pdb_missing.deny

workload(spec) := {"kind": "Deployment", "namespace": "shop", "name": "web", "object": {"spec": spec}, "facts": {"disruption_budgets": [], "autoscalers": []}, "params": data.defaults}

denied(replicas, related) := {[-2, ["spec", "replicas"], [replicas], {"related": related}]}

test_several_replicas_without_a_budget_are_denied if {
	deny == denied(2, []) with input as workload({"replicas": 2})
}

test_a_budget_or_few_replicas_pass if {
	count(deny) == 0 with input as workload({"replicas": 2}) with input.facts.disruption_budgets as [{"id": 1}]
	count(deny) == 0 with input as workload({"replicas": 1})
	count(deny) == 0 with input as workload({})
}

test_an_autoscaler_has_the_last_word if {
	deny == denied(3, [[1, ["spec", "minReplicas"], "keeps at least {0}"]]) with input as workload({})
		with input.facts.autoscalers as [{"id": 1, "kind": "HorizontalPodAutoscaler", "min_replicas": 3}]
	count(deny) == 0 with input as workload({"replicas": 5}) with input.facts.autoscalers as [{"id": 1, "min_replicas": 1}]
}

test_the_minimum_can_be_set if {
	count(deny) == 0 with input as workload({"replicas": 2}) with input.params.REL011.min_replicas as 3
}
