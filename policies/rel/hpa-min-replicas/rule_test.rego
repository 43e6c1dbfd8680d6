package kubevet.rel.hpa_min_replicas_test

import data.kubevet.rel.hpa_min_replicas.deny

autoscaler(kind, spec) := {"kind": kind, "object": {"spec": object.union({"maxReplicas": 10}, spec)}, "params": data.defaults}

fix(field) := {"fix": [["set", ["spec", field], 2]]}

test_a_minimum_of_one_is_denied if {
	deny == {[-2, ["spec", "minReplicas"], [1, 2, "minReplicas", ""], fix("minReplicas")]} with input as autoscaler("HorizontalPodAutoscaler", {"minReplicas": 1})
	deny == {[-2, ["spec", "minReplicas"], [1, 2, "minReplicas", ", the default"], fix("minReplicas")]} with input as autoscaler("HorizontalPodAutoscaler", {})
	deny == {[-2, ["spec", "minReplicaCount"], [1, 2, "minReplicaCount", ""], fix("minReplicaCount")]} with input as autoscaler("ScaledObject", {"minReplicaCount": 1})
}

test_two_pass if {
	count(deny) == 0 with input as autoscaler("HorizontalPodAutoscaler", {"minReplicas": 2})
	count(deny) == 0 with input as autoscaler("ScaledObject", {"minReplicaCount": 2})
}

test_scaling_to_zero_passes if {
	count(deny) == 0 with input as autoscaler("ScaledObject", {"minReplicaCount": 0})
	count(deny) == 0 with input as autoscaler("ScaledObject", {})
	count(deny) == 0 with input as autoscaler("ScaledObject", {"minReplicaCount": 1, "idleReplicaCount": 0})
	count(deny) == 0 with input as autoscaler("HorizontalPodAutoscaler", {"minReplicas": 0})
}

test_the_minimum_can_be_set if {
	deny with input as autoscaler("HorizontalPodAutoscaler", {"minReplicas": 2}) with input.params.REL003.min as 3
}

test_there_is_no_fix_without_room if {
	deny == {[-2, ["spec", "minReplicas"], [1, 2, "minReplicas", ", the default"], {}]} with input as autoscaler("HorizontalPodAutoscaler", {"maxReplicas": 2})
	deny == {[-2, ["spec", "minReplicaCount"], [1, 2, "minReplicaCount", ""], {}]} with input as autoscaler("ScaledObject", {"minReplicaCount": 1, "maxReplicaCount": 1})
}
