package kubevet.res.qos_guaranteed_test

import data.kubevet.res.qos_guaranteed.deny

judge(resources, spec) := found if {
	containers := [{"id": 0, "type": "main", "name": "web", "c": {"resources": resources}}]
	found := deny with input as {"minor": 34, "containers": containers, "pod": {"spec": spec}}
}

test_what_lacks_a_limit_is_denied if {
	judge({"limits": {"cpu": "1"}}, {}) == {[-1, [], ["memory", "web"]]}
	judge({}, {}) == {[-1, [], ["cpu", "web"]]}
	judge({"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "500m"}}, {}) == {[-1, [], ["cpu", "web"]]}
	count(judge({"limits": {"cpu": 0, "memory": "1Gi"}}, {})) == 1
}

test_equal_amounts_pass if {
	count(judge({"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "1000m"}}, {})) == 0
}

test_the_pod_may_set_them_for_all if {
	both := {"resources": {"limits": {"cpu": "1", "memory": "1Gi"}}}
	count(judge({}, both)) == 0
	old := {"minor": 33, "containers": [{"id": 0, "type": "main", "name": "web", "c": {}}], "pod": {"spec": both}}
	count(deny) == 1 with input as old
}
