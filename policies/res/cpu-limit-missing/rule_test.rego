package kubevet.res.cpu_limit_missing_test

import data.kubevet.res.cpu_limit_missing.deny

pod(type, resources) := {
	"minor": 34,
	"pod": {"spec": {}},
	"containers": [{"id": 2, "name": "app", "type": type, "c": {"resources": resources}}],
	"facts": {"limit_ranges": []},
	"params": data.defaults,
}

denied := {[2, ["resources", "limits", "cpu"], [], {"fix": [["set", ["resources", "limits", "cpu"], "1"]]}]}

test_no_limit_is_denied_in_every_container_but_ephemeral_ones if {
	deny == denied with input as pod("main", {"requests": {"cpu": "1"}})
	deny == denied with input as pod("sidecar", {"limits": {}})
	deny == denied with input as pod("init", {})
	count(deny) == 0 with input as pod("ephemeral", {})
}

test_there_is_a_fix_up_to_one_core if {
	every request in [0.5, 1, "250m", "1000m", "1", "0.25"] {
		deny == denied with input as pod("main", {"requests": {"cpu": request}})
	}
	every request in [2, "1500m", "1.5", "4"] {
		deny == {[2, ["resources", "limits", "cpu"], [], {}]} with input as pod("main", {"requests": {"cpu": request}})
	}
}

test_zero_is_no_limit if {
	every amount in [0, "0", "0m", "0.0Gi"] {
		deny == denied with input as pod("main", {"limits": {"cpu": amount}})
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
	deny == denied with input as pod("main", {}) with input.pod.spec as spec with input.minor as 33
}
