package kubevet.rel.hpa_max_not_above_min_test

import data.kubevet.rel.hpa_max_not_above_min.deny

autoscaler(spec) := {"object": {"spec": spec}, "params": data.defaults}

test_no_room_is_denied if {
	deny == {[-2, ["spec", "maxReplicas"], [3, ""]]} with input as autoscaler({"minReplicas": 3, "maxReplicas": 3})
	deny == {[-2, ["spec", "maxReplicas"], [1, " (its default)"]]} with input as autoscaler({"maxReplicas": 1})
}

test_a_maximum_below_the_minimum_is_left_to_the_api_server if {
	count(deny) == 0 with input as autoscaler({"minReplicas": 5, "maxReplicas": 2})
}

test_room_passes if {
	count(deny) == 0 with input as autoscaler({"minReplicas": 2, "maxReplicas": 3})
	count(deny) == 0 with input as autoscaler({"minReplicas": 0, "maxReplicas": 1})
	count(deny) == 0 with input as autoscaler({})
	count(deny) == 0 with input as autoscaler({"minReplicas": "a", "maxReplicas": 3})
}

test_the_room_can_be_set if {
	deny == {[-2, ["spec", "maxReplicas"], [4, "", 2, 3], {"variant": "narrow"}]} with input as autoscaler({"minReplicas": 2, "maxReplicas": 4})
		with input.params.REL004.spread_min as 3
	count(deny) == 0 with input as autoscaler({"minReplicas": 2, "maxReplicas": 2}) with input.params.REL004.spread_min as 0
}

test_bounds_can_be_set if {
	deny == {[-2, ["spec", "minReplicas"], ["minReplicas", 1, " (its default)", 2, 4], {"variant": "bounds"}]} with input as autoscaler({"maxReplicas": 9})
		with input.params.REL004.min_range as [2, 4]
	deny == {[-2, ["spec", "maxReplicas"], ["maxReplicas", 9, "", 2, 8], {"variant": "bounds"}]} with input as autoscaler({"maxReplicas": 9})
		with input.params.REL004.max_range as [2, 8]
	count(deny) == 0 with input as autoscaler({"minReplicas": 2, "maxReplicas": 8}) with input.params.REL004.min_range as [2, 4]
		with input.params.REL004.max_range as [2, 8]
}
