package kubevet.rel.pdb_above_hpa_min_test

import data.kubevet.rel.pdb_above_hpa_min.deny

budget(least, workloads) := {"object": {"spec": {"minAvailable": least}}, "facts": {"selected": workloads}, "params": data.defaults}

workload(id, replicas, autoscaled) := {"id": id, "kind": "Deployment", "name": "web", "min_replicas": replicas, "autoscaled": autoscaled, "autoscaler": id + 10}

blocked(needed, kept) := {[-2, ["spec", "minAvailable"], [needed, kept, ["Deployment `web`"]], {"related": [[10, ["spec"], "this autoscaler may leave few"]]}]}

test_as_many_as_the_autoscaler_leaves_is_denied if {
	deny == blocked(2, 2) with input as budget(2, [workload(0, 2, true)])
	deny == blocked(3, 2) with input as budget(3, [workload(0, 2, true)])
	deny == blocked(3, 3) with input as budget("90%", [workload(0, 3, true)])
	deny == blocked(5, 4) with input as budget(5, [workload(0, 2, true), workload(1, 2, false)])
}

test_all_autoscaled_workloads_are_told_of_at_once if {
	found := deny with input as budget(4, [workload(0, 2, true), workload(1, 2, true)])
	[[kept, count(scaled), count(extra.related)] | some [_, _, [_, kept, scaled], extra] in found] == [[4, 2, 2]]
}

test_less_passes if {
	count(deny) == 0 with input as budget(1, [workload(0, 2, true)])
	count(deny) == 0 with input as budget("50%", [workload(0, 2, true)])
	count(deny) == 0 with input as budget("150%", [workload(0, 2, true)])
	count(deny) == 0 with input as budget(2, [workload(0, 2, true), workload(1, 2, false)])
	count(deny) == 0 with input as budget(1, [workload(0, 0, true)])
}

test_what_no_autoscaler_leaves_is_left_to_others if {
	count(deny) == 0 with input as budget(2, [workload(0, 2, false)])
	count(deny) == 0 with input as budget("100%", [workload(0, 2, true)])
	count(deny) == 0 with input as budget(2, [])
}
