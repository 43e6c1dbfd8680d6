package kubevet.rel.pdb_blocks_eviction_test

import data.kubevet.rel.pdb_blocks_eviction.deny

budget(spec, replicas) := {
	"object": {"spec": spec},
	"facts": {"selected": [{"id": i, "min_replicas": n} | some i, n in replicas]},
	"params": data.defaults,
}

replace := [["remove", ["spec", "minAvailable"]], ["set", ["spec", "maxUnavailable"], 1]]

blocked(variant, args, ids) := {[-2, ["spec", "minAvailable"], args, extra]} if {
	extra := {"fix": replace, "variant": variant, "related": [[id, ["spec", "replicas"], "what it covers"] | some id in ids]}
}

test_budgets_that_never_allow_an_eviction_are_denied if {
	every most in [0, "0%"] {
		deny == {[-2, ["spec", "maxUnavailable"], ["maxUnavailable", most], {"fix": [["set", ["spec", "maxUnavailable"], 1]], "related": []}]} with input as budget({"maxUnavailable": most}, [])
	}
	deny == {[-2, ["spec", "minAvailable"], ["minAvailable", "100%"], {"fix": replace, "related": [[0, ["spec", "replicas"], "what it covers"]]}]} with input as budget({"minAvailable": "100%"}, [3])
}

test_as_many_as_there_are_is_denied if {
	deny == blocked("single", [1, 1, 1], [0]) with input as budget({"minAvailable": 1}, [1])
	deny == blocked("replicas", [4, 3, 4], [0]) with input as budget({"minAvailable": 4}, [3])
	deny == blocked("rounded", ["90%", 3, 3], [0]) with input as budget({"minAvailable": "90%"}, [3])
	deny == blocked("single", ["1%", 1, 1], [0]) with input as budget({"minAvailable": "1%"}, [1])
}

test_workloads_count_together if {
	count(deny) == 0 with input as budget({"minAvailable": 1}, [1, 1])
	deny == blocked("replicas", [2, 2, 2], [0, 1]) with input as budget({"minAvailable": 2}, [1, 1])
}

test_budgets_that_leave_one_pass if {
	count(deny) == 0 with input as budget({"maxUnavailable": 1}, [1])
	count(deny) == 0 with input as budget({"maxUnavailable": "10%"}, [1])
	count(deny) == 0 with input as budget({"minAvailable": 2}, [3])
	count(deny) == 0 with input as budget({"minAvailable": "50%"}, [3])
	count(deny) == 0 with input as budget({"minAvailable": 1}, [0])
	count(deny) == 0 with input as budget({"minAvailable": "150%"}, [3])
}

test_nothing_is_said_of_unknown_numbers if {
	count(deny) == 0 with input as budget({"minAvailable": 1}, [])
	count(deny) == 0 with input as budget({"minAvailable": 1}, [1]) with input.facts.selected as [{"id": 0}]
}

test_what_an_autoscaler_leaves_is_judged_elsewhere if {
	count(deny) == 0 with input as budget({"minAvailable": 1}, [1]) with input.facts.selected as [{"id": 0, "min_replicas": 1, "autoscaled": true}]
}
