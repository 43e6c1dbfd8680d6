package kubevet.res.memory_limit_missing_test

import data.kubevet.res.memory_limit_missing.deny

pod(type, resources) := {
	"minor": 34,
	"pod": {"spec": {}},
	"containers": [{"id": 2, "name": "app", "type": type, "c": {"resources": resources}}],
	"facts": {"limit_ranges": []},
	"params": data.defaults,
}

denied := {[2, ["resources", "limits", "memory"], [], {"fix": [["set", ["resources", "limits", "memory"], "512Mi"]]}]}

test_no_limit_is_denied_in_every_container_but_ephemeral_ones if {
	deny == denied with input as pod("main", {"requests": {"memory": "512Mi"}})
	deny == denied with input as pod("sidecar", {"limits": {}})
	deny == denied with input as pod("init", {})
	count(deny) == 0 with input as pod("ephemeral", {})
}

test_the_fix_limits_to_what_is_requested if {
	deny == {[2, ["resources", "limits", "memory"], [], {"fix": [["set", ["resources", "limits", "memory"], "2Gi"]]}]}
		with input as pod("main", {"requests": {"memory": "2Gi"}})
}

test_zero_is_no_limit if {
	every amount in [0, "0", "0m", "0.0Gi"] {
		deny == denied with input as pod("main", {"limits": {"memory": amount}})
	}
}

test_any_amount_passes if {
	every amount in [1, "512Mi", "0.5", "0.05"] {
		count(deny) == 0 with input as pod("main", {"limits": {"memory": amount}})
	}
}

test_a_limit_range_gives_limits if {
	ranged := [{"id": 1, "default_limits": ["memory"]}]
	count(deny) == 0 with input as pod("main", {}) with input.facts.limit_ranges as ranged
	deny == denied with input as pod("main", {}) with input.facts.limit_ranges as ranged
		with input.params.RES003.honour_limitrange as false
}

test_a_limit_of_the_pod_counts_from_1_34 if {
	spec := {"resources": {"limits": {"memory": "512Mi"}}}
	count(deny) == 0 with input as pod("main", {}) with input.pod.spec as spec
	deny == denied with input as pod("main", {}) with input.pod.spec as spec with input.minor as 33
}

test_init_containers_can_be_left_out if {
	count(deny) == 0 with input as pod("init", {}) with input.params.RES003.include_init as false
	deny == denied with input as pod("sidecar", {}) with input.params.RES003.include_init as false
}
