package kubevet.res.cpu_request_equals_limit_test

import data.kubevet.res.cpu_request_equals_limit.deny

judge(type, resources) := found if {
	found := deny with input as {"containers": [{"id": 0, "type": type, "c": {"resources": resources}}]}
}

test_a_request_below_the_limit_is_denied if {
	found := judge("main", {"requests": {"cpu": "250m"}, "limits": {"cpu": "500m"}})
	count(found) == 1
	some [0, ["resources", "requests", "cpu"], ["250m", "500m"], _] in found
	count(judge("init", {"requests": {"cpu": 1}, "limits": {"cpu": "2"}})) == 1
}

test_equal_amounts_pass_however_written if {
	count(judge("main", {"requests": {"cpu": "1000m"}, "limits": {"cpu": 1}})) == 0
}

test_one_of_the_two_alone_passes if {
	count(judge("main", {"requests": {"cpu": 1}})) == 0
	count(judge("main", {"limits": {"cpu": 1}})) == 0
	count(judge("ephemeral", {"requests": {"cpu": 1}, "limits": {"cpu": 2}})) == 0
}
