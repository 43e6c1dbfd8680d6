package kubevet.res.qos_best_effort_test

import data.kubevet.res.qos_best_effort.deny

pod(first, second) := {
	"minor": 34,
	"pod": {"spec": {}},
	"containers": [{"id": 0, "c": {"resources": first}}, {"id": 1, "c": {"resources": second}}],
	"facts": {"limit_ranges": []},
}

denied := {[-1, ["containers"], [], {"key": true}]}

test_pods_without_any_request_are_denied if {
	deny == denied with input as pod({}, {})
	deny == denied with input as pod({"requests": {"cpu": "0m", "memory": 0}}, {"limits": {"ephemeral-storage": "1Gi"}})
}

test_one_request_or_limit_is_enough if {
	count(deny) == 0 with input as pod({}, {"requests": {"cpu": "1m"}})
	count(deny) == 0 with input as pod({"limits": {"memory": 1}}, {})
}

test_the_namespace_or_the_pod_may_give_it if {
	range := [{"id": 1, "default_limits": [], "default_requests": ["cpu"]}]
	count(deny) == 0 with input as pod({}, {}) with input.facts.limit_ranges as range
	whole := {"resources": {"requests": {"memory": "1Gi"}}}
	count(deny) == 0 with input as pod({}, {}) with input.pod.spec as whole
	deny == denied with input as pod({}, {}) with input.pod.spec as whole with input.minor as 33
}

test_no_containers_are_no_matter if {
	count(deny) == 0 with input as {"minor": 34, "pod": {"spec": {}}, "containers": [], "facts": {"limit_ranges": []}}
}
