package kubevet.rel.rolling_update_stalls_test

import data.kubevet.rel.rolling_update_stalls.deny

workload(replicas, rolling) := {
	"object": {"spec": {"replicas": replicas, "strategy": {"rollingUpdate": rolling}}},
	"facts": {"autoscalers": []},
	"params": data.defaults,
}

unavailable := ["spec", "strategy", "rollingUpdate", "maxUnavailable"]

outage(args, related) := {[-2, unavailable, args, {"related": related}]}

test_nothing_may_move_is_left_to_the_api_server if {
	count(deny) == 0 with input as workload(3, {"maxSurge": 0, "maxUnavailable": 0})
	count(deny) == 0 with input as workload(3, {"maxSurge": "0%", "maxUnavailable": "0%"})
}

test_everything_at_once_is_denied if {
	deny == outage([3, "100%"], []) with input as workload(3, {"maxUnavailable": "100%"})
	deny == outage([3, 4], []) with input as workload(3, {"maxUnavailable": 4})
	deny == outage([2, 2], [[7, ["spec", "minReplicas"], "may leave {0}"]]) with input as workload(9, {"maxUnavailable": 2})
		with input.facts.autoscalers as [{"id": 7, "kind": "HorizontalPodAutoscaler", "min_replicas": 2}]
	deny == {[-2, unavailable, [1, 1], {"severity": "info", "variant": "single", "related": []}]} with input as workload(1, {"maxUnavailable": 1})
}

test_what_is_rounded_away_is_denied if {
	deny == {[-2, unavailable, [3, "25%"], {"variant": "rounded", "related": []}]} with input as workload(3, {"maxSurge": 0})
	deny == {[-2, unavailable, [4, "10%"], {"variant": "rounded", "related": []}]} with input as workload(4, {"maxSurge": 0, "maxUnavailable": "10%"})
}

test_moving_some_passes if {
	every rolling in [{}, {"maxUnavailable": 0}, {"maxUnavailable": 1, "maxSurge": 0}, {"maxUnavailable": "67%"}, {"maxSurge": "1%", "maxUnavailable": "1%"}] {
		count(deny) == 0 with input as workload(3, rolling)
	}
	count(deny) == 0 with input as workload(0, {"maxUnavailable": "100%"})
	count(deny) == 0 with input as workload(1, {})
	count(deny) == 0 with input as workload(3, {"maxUnavailable": "100%"}) with input.object.spec.strategy.type as "Recreate"
}

test_bounds_can_be_set if {
	deny == {[-2, unavailable, [5, "50%", "25%"], {"variant": "unavailable_bound"}]} with input as workload(10, {"maxUnavailable": "50%"})
		with input.params.REL025.max_unavailable as "25%"
	deny == {[-2, ["spec", "strategy", "rollingUpdate", "maxSurge"], [10, "100%", "1"], {"variant": "surge_bound"}]}
		with input as workload(10, {"maxSurge": "100%"}) with input.params.REL025.max_surge as "1"
	count(deny) == 0 with input as workload(10, {}) with input.params.REL025.max_surge as "25%" with input.params.REL025.max_unavailable as "25%"
}
