package kubevet.res.ephemeral_storage_request_equals_limit_test

import data.kubevet.res.ephemeral_storage_request_equals_limit.deny

judge(type, resources) := found if {
	found := deny with input as {"containers": [{"id": 0, "type": type, "c": {"resources": resources}}]}
}

test_a_request_below_the_limit_is_denied if {
	found := judge("main", {"requests": {"ephemeral-storage": "1Gi"}, "limits": {"ephemeral-storage": "2Gi"}})
	count(found) == 1
	some [0, ["resources", "requests", "ephemeral-storage"], ["1Gi", "2Gi"]] in found
	count(judge("init", {"requests": {"ephemeral-storage": 1}, "limits": {"ephemeral-storage": "2"}})) == 1
}

test_equal_amounts_pass_however_written if {
	count(judge("main", {"requests": {"ephemeral-storage": "1000m"}, "limits": {"ephemeral-storage": 1}})) == 0
}

test_one_of_the_two_alone_passes if {
	count(judge("main", {"requests": {"ephemeral-storage": 1}})) == 0
	count(judge("main", {"limits": {"ephemeral-storage": 1}})) == 0
	count(judge("ephemeral", {"requests": {"ephemeral-storage": 1}, "limits": {"ephemeral-storage": 2}})) == 0
}
