package kubevet.res.memory_request_missing_test

import data.kubevet.res.memory_request_missing.deny

pod(type, resources) := {
	"minor": 34,
	"pod": {"spec": {}},
	"containers": [{"id": 2, "name": "app", "type": type, "c": {"resources": resources}}],
	"facts": {"limit_ranges": []},
	"params": data.defaults,
}

# What is found, where, and with which fix.
seen := {[finding[0], finding[1], object.get(finding[3], "fix", [])] | some finding in deny}

denied := {[2, ["resources", "requests", "memory"], []]}

with_fix(amount) := {[2, ["resources", "requests", "memory"], [["set", ["resources", "requests", "memory"], amount]]]}

test_nothing_is_denied_in_every_container_but_ephemeral_ones if {
	seen == denied with input as pod("main", {})
	seen == denied with input as pod("sidecar", {"requests": {}})
	seen == denied with input as pod("init", {})
	count(deny) == 0 with input as pod("ephemeral", {})
}

test_zero_is_nothing if {
	every amount in [0, "0", "0m", "0.0Gi"] {
		seen == with_fix("1") with input as pod("main", {"requests": {"memory": amount}, "limits": {"memory": "1"}})
	}
}

test_any_amount_passes if {
	every amount in [1, "128Mi", "0.5", "0.05"] {
		count(deny) == 0 with input as pod("main", {"requests": {"memory": amount}})
	}
}

test_a_limit_counts_as_request if {
	count(deny) == 0 with input as pod("main", {"limits": {"memory": "128Mi"}})
	seen == denied with input as pod("main", {"limits": {"memory": 0}})
}

test_a_limit_range_gives_requests_unless_told_otherwise if {
	ranged := [{"id": 1, "default_requests": ["memory"]}]
	count(deny) == 0 with input as pod("main", {}) with input.facts.limit_ranges as ranged
	seen == denied with input as pod("main", {}) with input.facts.limit_ranges as ranged
		with input.params.RES002.honour_limitrange as false
}

test_resources_of_the_pod_count_from_1_34 if {
	spec := {"resources": {"requests": {"memory": "128Mi"}}}
	count(deny) == 0 with input as pod("main", {}) with input.pod.spec as spec
	seen == denied with input as pod("main", {}) with input.pod.spec as spec with input.minor as 33
}

test_init_containers_can_be_left_out if {
	count(deny) == 0 with input as pod("init", {}) with input.params.RES002.include_init as false
	seen == denied with input as pod("sidecar", {}) with input.params.RES002.include_init as false
}

# The amount that is told, and the words for it.
told(resources, minor) := {[finding[2], object.get(finding[3], "variant", "")] | some finding in found} if {
	found := deny with input as pod("main", resources) with input.minor as minor
		with input.pod.spec as {"resources": {"limits": {"memory": "1"}}}
}

test_the_reason_is_told if {
	told({"requests": {"memory": "0"}, "limits": {"memory": "1"}}, 33) == {[["0"], "zero"]}
	told({"limits": {"memory": 0}}, 33) == {[[0], "zero_limit"]}
	told({}, 33) == {[[0], "of_pod"]}
	ranged := [{"id": 5, "default_requests": ["pods"]}]
	related := [[5, ["spec", "limits"], "this LimitRange gives no default for it"]]
	some finding in deny with input as pod("main", {}) with input.facts.limit_ranges as ranged
	finding[3].related == related
}
