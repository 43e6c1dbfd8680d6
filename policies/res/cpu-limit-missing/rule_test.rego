package kubevet.res.cpu_limit_missing_test

import data.kubevet.res.cpu_limit_missing.deny

pod(type, resources) := {
	"minor": 34,
	"pod": {"spec": {}},
	"containers": [{"id": 2, "name": "app", "type": type, "c": {"resources": resources}}],
	"facts": {"limit_ranges": []},
	"params": data.defaults,
}

# What is found, where, and with which fix.
seen := {[finding[0], finding[1], object.get(finding[3], "fix", [])] | some finding in deny}

denied := {[2, ["resources", "limits", "cpu"], [["set", ["resources", "limits", "cpu"], "1"]]]}

test_no_limit_is_denied_in_every_container_but_ephemeral_ones if {
	seen == denied with input as pod("main", {"requests": {"cpu": "1"}})
	seen == denied with input as pod("sidecar", {"limits": {}})
	seen == denied with input as pod("init", {})
	count(deny) == 0 with input as pod("ephemeral", {})
}

test_there_is_a_fix_up_to_one_core if {
	every request in [0.5, 1, "250m", "1000m", "1", "0.25"] {
		seen == denied with input as pod("main", {"requests": {"cpu": request}})
	}
	every request in [2, "1500m", "1.5", "4"] {
		seen == {[2, ["resources", "limits", "cpu"], []]} with input as pod("main", {"requests": {"cpu": request}})
	}
}

test_zero_is_no_limit if {
	every amount in [0, "0", "0m", "0.0Gi"] {
		seen == denied with input as pod("main", {"limits": {"cpu": amount}})
	}
}

test_any_amount_passes if {
	every amount in [1, "1", "0.5", "0.05"] {
		count(deny) == 0 with input as pod("main", {"limits": {"cpu": amount}})
	}
}

test_a_limit_range_gives_limits if {
	ranged := [{"id": 1, "default_limits": ["cpu"]}]
	count(deny) == 0 with input as pod("main", {}) with input.facts.limit_ranges as ranged
}

test_a_limit_of_the_pod_counts_from_1_34 if {
	spec := {"resources": {"limits": {"cpu": "1"}}}
	count(deny) == 0 with input as pod("main", {}) with input.pod.spec as spec
	seen == denied with input as pod("main", {}) with input.pod.spec as spec with input.minor as 33
}

# The amount that is told, and the words for it.
told(resources, minor) := {[finding[2], object.get(finding[3], "variant", "")] | some finding in found} if {
	found := deny with input as pod("main", resources) with input.minor as minor
		with input.pod.spec as {"resources": {"limits": {"cpu": "1"}}}
}

test_the_reason_is_told if {
	told({"limits": {"cpu": "0"}}, 33) == {[["0"], "zero"]}
	told({}, 33) == {[[0], "of_pod"]}
	ranged := [{"id": 5, "default_limits": ["pods"]}]
	some finding in deny with input as pod("main", {}) with input.facts.limit_ranges as ranged
	finding[3].related == [[5, ["spec", "limits"], "this LimitRange gives no default for it"]]
}
