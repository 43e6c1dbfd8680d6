package kubevet.nsp.quota_blocks_pods_test

import data.kubevet.nsp.quota_blocks_pods.deny

pods(hard, resources) := {
	"namespace": "shop",
	"pod": {"spec": {}},
	"containers": [
		{"id": 0, "type": "main", "c": {"resources": resources}},
		{"id": 1, "type": "ephemeral", "c": {}},
	],
	"facts": {"resource_quotas": [{"id": 4, "name": "compute", "hard": hard}], "limit_ranges": []},
	"params": data.defaults,
}

denied(part, resource, key) := {[0, ["resources", part, resource], [concat(".", [part, resource]), "compute"], {"related": [[4, ["spec", "hard", key], "the quota counts it here"]]}]}

test_what_the_quota_counts_must_be_set if {
	deny == denied("requests", "cpu", "cpu") with input as pods(["cpu", "pods"], {"requests": {"memory": "1Gi"}})
	deny == denied("limits", "memory", "limits.memory") with input as pods(["limits.memory"], {"requests": {"memory": "1Gi"}})
}

test_init_containers_count if {
	found := deny with input as pods(["requests.cpu"], {"requests": {"cpu": 1}})
		with input.containers as [{"id": 3, "type": "init", "c": {}}]
	count(found) == 1
}

test_limits_serve_as_requests if {
	count(deny) == 0 with input as pods(["requests.cpu", "limits.cpu"], {"limits": {"cpu": "1"}})
}

test_defaults_of_the_namespace_and_values_of_the_pod_pass if {
	count(deny) == 0 with input as pods(["requests.cpu"], {})
		with input.facts.limit_ranges as [{"default_limits": [], "default_requests": ["cpu"]}]
	count(deny) == 1 with input as pods(["limits.cpu"], {})
		with input.facts.limit_ranges as [{"default_limits": ["memory"], "default_requests": ["cpu"]}]
	count(deny) == 0 with input as pods(["limits.cpu"], {})
		with input.facts.limit_ranges as [{"default_limits": ["cpu"], "default_requests": ["cpu"]}]
	count(deny) == 0 with input as pods(["requests.cpu"], {}) with input.pod.spec as {"resources": {"requests": {"cpu": "2"}}}
}

test_quotas_of_other_things_pass_and_two_quotas_are_one_finding if {
	count(deny) == 0 with input as pods(["pods", "requests.storage"], {})
	twice := [{"id": 4, "name": "a", "hard": ["requests.cpu"]}, {"id": 5, "name": "b", "hard": ["cpu"]}]
	found := deny with input as pods([], {}) with input.facts.resource_quotas as twice
	count(found) == 1
}
