package kubevet.res.memory_request_equals_limit_test

import data.kubevet.res.memory_request_equals_limit.deny

pod(type, resources) := {
	"minor": 34,
	"pod": {"spec": {}},
	"containers": [{"id": 0, "type": type, "c": {"resources": resources}}],
	"facts": {"limit_ranges": []},
}

path := ["resources", "requests", "memory"]

test_less_than_the_limit_is_denied if {
	every type in ["main", "sidecar", "init"] {
		deny == {[0, path, ["512Mi", "1Gi"], {"fix": [["set", path, "1Gi"]]}]}
			with input as pod(type, {"requests": {"memory": "512Mi"}, "limits": {"memory": "1Gi"}})
	}
}

test_a_request_without_a_limit_is_denied if {
	unlimited := pod("main", {"requests": {"memory": "512Mi"}, "limits": {"cpu": 1}})
	deny == {[0, path, ["512Mi"], {"variant": "unlimited"}]} with input as unlimited
	whole := {"resources": {"limits": {"memory": "1Gi"}}}
	count(deny) == 0 with input as unlimited with input.pod.spec as whole
	count(deny) == 1 with input as unlimited with input.pod.spec as whole with input.minor as 33
	count(deny) == 0 with input as unlimited with input.facts.limit_ranges as [{"default_limits": ["memory"]}]
}

test_equal_amounts_and_limits_alone_pass if {
	count(deny) == 0 with input as pod("main", {"requests": {"memory": "1Gi"}, "limits": {"memory": "1024Mi"}})
	count(deny) == 0 with input as pod("main", {"requests": {"memory": "102.4Mi"}, "limits": {"memory": "0.1Gi"}})
	count(deny) == 0 with input as pod("main", {"limits": {"memory": "1Gi"}})
	count(deny) == 0 with input as pod("main", {"requests": {"memory": 0}})
	count(deny) == 0 with input as pod("ephemeral", {"requests": {"memory": 1}})
	count(deny) == 0 with input as pod("main", {"requests": {"memory": "2Gi"}, "limits": {"memory": "1Gi"}})
}
