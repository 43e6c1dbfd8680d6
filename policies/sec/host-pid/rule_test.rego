package kubevet.sec.host_pid_test

import data.kubevet.sec.host_pid.deny

test_true_is_denied_at_its_field if {
	deny == {[-1, ["hostPID"], [], {"fix": [["remove", ["hostPID"]]]}]} with input as {"pod": {"spec": {"hostPID": true}}}
}

test_false_and_absent_pass if {
	count(deny) == 0 with input as {"pod": {"spec": {"hostPID": false}}}
	count(deny) == 0 with input as {"pod": {"spec": {}}}
}
