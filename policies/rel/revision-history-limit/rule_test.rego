package kubevet.rel.revision_history_limit_test

import data.kubevet.rel.revision_history_limit.deny

workload(spec) := {"object": {"spec": spec}, "params": data.defaults}

test_none_and_too_many_are_denied if {
	deny == {[-2, ["spec", "revisionHistoryLimit"], []]} with input as workload({"revisionHistoryLimit": 0})
	deny == {[-2, ["spec", "revisionHistoryLimit"], [100, 20], {"variant": "many"}]} with input as workload({"revisionHistoryLimit": 100})
	deny == {[-2, ["spec", "revisionHistoryLimit"], [6, 5], {"variant": "many"}]} with input as workload({"revisionHistoryLimit": 6}) with input.params.REL026.max as 5
}

test_some_pass if {
	count(deny) == 0 with input as workload({})
	count(deny) == 0 with input as workload({"revisionHistoryLimit": 1})
	count(deny) == 0 with input as workload({"revisionHistoryLimit": 20})
}
