package kubevet.res.resource_range_test

import data.kubevet.res.resource_range.deny

judge(resources, bounds) := found if {
	containers := [{"id": 0, "type": "main", "c": {"resources": resources}}]
	params := {"RES006": object.union(data.defaults.RES006, bounds)}
	found := deny with input as {"containers": containers, "params": params}
}

test_too_much_is_denied if {
	found := judge({"requests": {"cpu": "3"}}, {"cpu_request_max": "2500m"})
	found == {[0, ["resources", "requests", "cpu"], ["requests.cpu", "3", "2500m"]]}
	count(judge({"limits": {"memory": "1e10"}}, {"memory_limit_max": "8Gi"})) == 1
}

test_too_little_is_denied if {
	found := judge({"limits": {"memory": "4Mi"}}, {"memory_limit_min": "16Mi"})
	found == {[0, ["resources", "limits", "memory"], ["limits.memory", "4Mi", "16Mi"], {"variant": "small"}]}
}

test_what_lies_inside_passes if {
	count(judge({"requests": {"cpu": "2000m"}}, {"cpu_request_max": "2"})) == 0
	count(judge({"requests": {"cpu": 64}}, {})) == 0
	count(judge({}, {"cpu_request_max": "2", "memory_limit_min": "16Mi"})) == 0
}
