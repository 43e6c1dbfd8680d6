package kubevet.res.resource_policies_umbrella_test

import data.kubevet.res.resource_policies_umbrella.deny

pod(type, resources) := {
	"minor": 34,
	"pod": {"spec": {}},
	"containers": [{"id": 2, "name": "app", "type": type, "c": {"resources": resources}}],
	"facts": {"limit_ranges": []},
	"params": data.defaults,
}

lacking(list) := {[2, ["resources"], [list]]}

test_what_is_missing_is_named if {
	deny == lacking(["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"]) with input as pod("init", {})
	deny == lacking(["limits.cpu", "limits.memory"]) with input as pod("main", {"requests": {"cpu": 1, "memory": "1Gi"}})
	deny == lacking(["requests.memory", "limits.memory"])
		with input as pod("sidecar", {"limits": {"cpu": "1", "memory": "0Mi"}})
	count(deny) == 0 with input as pod("ephemeral", {})
}

test_limits_count_as_requests if {
	count(deny) == 0 with input as pod("main", {"limits": {"cpu": "500m", "memory": "1Gi"}})
}

test_a_limit_range_and_the_pod_give_what_is_missing if {
	cpu := pod("main", {"limits": {"cpu": "1"}})
	ranged := [{"id": 1, "default_limits": ["memory"], "default_requests": ["memory"]}]
	count(deny) == 0 with input as cpu with input.facts.limit_ranges as ranged
	whole := {"resources": {"limits": {"memory": "1Gi"}}}
	count(deny) == 0 with input as cpu with input.pod.spec as whole
	count(deny) == 1 with input as cpu with input.pod.spec as whole with input.minor as 33
}
