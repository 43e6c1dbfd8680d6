package kubevet.sec.host_ipc_test

import data.kubevet.sec.host_ipc.deny

test_true_is_denied_at_its_field if {
	deny == {[-1, ["hostIPC"], [], {"fix": [["remove", ["hostIPC"]]]}]} with input as {"pod": {"spec": {"hostIPC": true}}}
}

test_false_and_absent_pass if {
	count(deny) == 0 with input as {"pod": {"spec": {"hostIPC": false}}}
	count(deny) == 0 with input as {"pod": {"spec": {}}}
}
