package kubevet.res.memory_limit_missing_test

import data.kubevet.res.memory_limit_missing.deny

pod(type, resources) := {
	"minor": 34,
	"pod": {"spec": {}},
	"containers": [{"id": 2, "name": "app", "type": type, "c": {"resources": resources}}],
	"facts": {"limit_ranges": []},
	"params": data.defaults,
}

# What is found, where, and with which fix.
seen := {[finding[0], finding[1], object.get(finding[3], "fix", [])] | some finding in deny}

denied := {[2, ["resources", "limits", "memory"], [["set", ["resources", "limits", "memory"], "512Mi"]]]}

test_no_limit_is_denied_in_every_container_but_ephemeral_ones if {
	seen == denied with input as pod("main", {"requests": {"memory": "512Mi"}})
	seen == denied with input as pod("sidecar", {"limits": {}})
	seen == denied with input as pod("init", {})
	count(deny) == 0 with input as pod("ephemeral", {})
}

test_the_fix_limits_to_what_is_requested if {
	seen == {[2, ["resources", "limits", "memory"], [["set", ["resources", "limits", "memory"], "2Gi"]]]}
		with input as pod("main", {"requests": {"memory": "2Gi"}})
}

test_zero_is_no_limit if {
	every amount in [0, "0", "0m", "0.0Gi"] {
		seen == denied with input as pod("main", {"limits": {"memory": amount}})
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
	seen == denied with input as pod("main", {}) with input.facts.limit_ranges as ranged
		with input.params.RES003.honour_limitrange as false
}

test_a_limit_of_the_pod_counts_from_1_34 if {
	spec := {"resources": {"limits": {"memory": "512Mi"}}}
	count(deny) == 0 with input as pod("main", {}) with input.pod.spec as spec
	seen == denied with input as pod("main", {}) with input.pod.spec as spec with input.minor as 33
}

test_init_containers_can_be_left_out if {
	count(deny) == 0 with input as pod("init", {}) with input.params.RES003.include_init as false
	seen == denied with input as pod("sidecar", {}) with input.params.RES003.include_init as false
}

# The amount that is told, and the words for it.
told(resources, minor) := {[finding[2], object.get(finding[3], "variant", "")] | some finding in found} if {
	found := deny with input as pod("main", resources) with input.minor as minor
		with input.pod.spec as {"resources": {"limits": {"memory": "1"}}}
}

test_the_reason_is_told if {
	told({"limits": {"memory": "0"}}, 33) == {[["0"], "zero"]}
	told({}, 33) == {[[0], "of_pod"]}
	ranged := [{"id": 5, "default_limits": ["pods"]}]
	some finding in deny with input as pod("main", {}) with input.facts.limit_ranges as ranged
	finding[3].related == [[5, ["spec", "limits"], "this LimitRange gives no default for it"]]
}
