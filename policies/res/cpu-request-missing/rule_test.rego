package kubevet.res.cpu_request_missing_test

import data.kubevet.res.cpu_request_missing.deny

pod(type, resources) := {
	"minor": 34,
	"pod": {"spec": {}},
	"containers": [{"id": 2, "name": "app", "type": type, "c": {"resources": resources}}],
	"facts": {"limit_ranges": []},
	"params": data.defaults,
}

denied := with_fix("100m")

with_fix(amount) := {[2, ["resources", "requests", "cpu"], [], {"fix": [["set", ["resources", "requests", "cpu"], amount]]}]}

without_fix := {[2, ["resources", "requests", "cpu"], [], {}]}

test_nothing_is_denied_in_every_container_but_ephemeral_ones if {
	deny == denied with input as pod("main", {})
	deny == denied with input as pod("sidecar", {"requests": {}})
	deny == denied with input as pod("init", {})
	count(deny) == 0 with input as pod("ephemeral", {})
}

test_zero_is_nothing if {
	every amount in [0, "0", "0m", "0.0Gi"] {
		deny == with_fix("1") with input as pod("main", {"requests": {"cpu": amount}, "limits": {"cpu": "1"}})
	}
}

test_any_amount_passes if {
	every amount in [1, "100m", "0.5", "0.05"] {
		count(deny) == 0 with input as pod("main", {"requests": {"cpu": amount}})
	}
}

test_a_limit_counts_as_request if {
	count(deny) == 0 with input as pod("main", {"limits": {"cpu": "100m"}})
	deny == without_fix with input as pod("main", {"limits": {"cpu": 0}})
}

test_a_limit_range_gives_requests_unless_told_otherwise if {
	ranged := [{"id": 1, "default_requests": ["cpu"]}]
	count(deny) == 0 with input as pod("main", {}) with input.facts.limit_ranges as ranged
	deny == denied with input as pod("main", {}) with input.facts.limit_ranges as ranged
		with input.params.RES001.honour_limitrange as false
}

test_resources_of_the_pod_count_from_1_34 if {
	spec := {"resources": {"requests": {"cpu": "100m"}}}
	count(deny) == 0 with input as pod("main", {}) with input.pod.spec as spec
	deny == denied with input as pod("main", {}) with input.pod.spec as spec with input.minor as 33
}

test_init_containers_can_be_left_out if {
	count(deny) == 0 with input as pod("init", {}) with input.params.RES001.include_init as false
	deny == denied with input as pod("sidecar", {}) with input.params.RES001.include_init as false
}
