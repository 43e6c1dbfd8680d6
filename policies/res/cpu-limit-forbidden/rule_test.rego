package kubevet.res.cpu_limit_forbidden_test

import data.kubevet.res.cpu_limit_forbidden.deny

judge(resources) := found if {
	found := deny with input as {"containers": [{"id": 0, "type": "main", "c": {"resources": resources}}]}
}

test_a_limit_is_denied if {
	extra := {"key": true, "fix": [["remove", ["resources", "limits", "cpu"]]]}
	judge({"limits": {"cpu": "500m"}}) == {[0, ["resources", "limits", "cpu"], ["500m"], extra]}
	count(judge({"limits": {"cpu": "2"}, "requests": {"cpu": "1"}})) == 1
	count(judge({"limits": {"cpu": "1500m"}, "requests": {"cpu": "1.5"}})) == 1
}

test_whole_processors_pass if {
	count(judge({"limits": {"cpu": "2"}, "requests": {"cpu": 2}})) == 0
	count(judge({"limits": {"cpu": 1}})) == 0
}

test_no_limit_passes if {
	count(judge({"limits": {"memory": "1Gi"}, "requests": {"cpu": "100m"}})) == 0
}
