package kubevet.sec.host_users_test

import data.kubevet.sec.host_users.deny

judge(minor, windows, spec) := found if {
	found := deny with input as {"minor": minor, "pod": {"windows": windows, "spec": spec}}
}

test_users_of_the_host_are_denied if {
	judge(33, false, {}) == {[-1, ["hostUsers"], [], {"fix": [["set", ["hostUsers"], false]]}]}
	count(judge(37, false, {"hostUsers": true, "hostPID": false})) == 1
}

test_a_user_namespace_passes if {
	count(judge(33, false, {"hostUsers": false})) == 0
}

test_pods_that_cannot_have_one_pass if {
	count(judge(32, false, {})) == 0
	count(judge(33, true, {})) == 0
	count(judge(33, false, {"hostNetwork": true})) == 0
}
