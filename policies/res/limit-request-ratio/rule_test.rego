package kubevet.res.limit_request_ratio_test

import data.kubevet.res.limit_request_ratio.deny

pod(type, requests, limits) := {
	"containers": [{"id": 0, "type": type, "c": {"resources": {"requests": requests, "limits": limits}}}],
	"params": data.defaults,
}

path(name) := ["resources", "limits", name]

test_limits_far_above_requests_are_denied if {
	deny == {[0, path("memory"), ["memory", "1Gi", "3Gi", 2]]} with input as pod("main", {"memory": "1Gi"}, {"memory": "3Gi"})
	deny == {[0, path("cpu"), ["cpu", "100m", 2, 10]]} with input as pod("init", {"cpu": "100m"}, {"cpu": 2})
}

test_the_ratio_itself_passes if {
	count(deny) == 0 with input as pod("main", {"memory": "0.1Gi"}, {"memory": "204.8Mi"})
	count(deny) == 0 with input as pod("main", {"cpu": "100m"}, {"cpu": 1})
}

test_one_of_both_zero_and_ephemeral_containers_pass if {
	count(deny) == 0 with input as pod("main", {"cpu": "1"}, {"memory": "3Gi"})
	count(deny) == 0 with input as pod("main", {"cpu": 0}, {"cpu": "3"})
	count(deny) == 0 with input as pod("ephemeral", {"cpu": "1m"}, {"cpu": "3"})
	count(deny) == 0 with input as pod("main", {"nvidia.com/gpu": 1}, {"nvidia.com/gpu": 30})
}

test_ratios_can_be_set if {
	count(deny) == 1 with input as pod("main", {"cpu": "500m"}, {"cpu": 1}) with input.params.RES007.max_ratio_cpu as 1.5
}
