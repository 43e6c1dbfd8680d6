package kubevet.cpl.controller_manager_flags_test

import data.kubevet.cpl.controller_manager_flags.deny

judge(words) := found if {
	containers := [{"id": 0, "c": {"command": array.concat(["/usr/local/bin/kube-controller-manager"], words)}}]
	found := deny with input as {"containers": containers, "params": data.defaults}
}

good := ["--service-account-private-key-file=/etc/kubernetes/pki/service-account-private-key-file", "--root-ca-file=/etc/kubernetes/pki/root-ca-file", "--use-service-account-credentials=true", "--terminated-pod-gc-threshold=1"]

test_good_flags_pass_in_both_ways_to_write_them if {
	count(judge(good)) == 0
	apart := [part | some word in good; some part in split(word, "=")]
	count(judge(apart)) == 0
}

test_a_component_without_flags_is_denied if {
	count(judge([])) == 4
}

test_other_programs_pass if {
	containers := [{"id": 0, "c": {"command": ["web"], "args": ["--port=x"]}}]
	count(deny) == 0 with input as {"containers": containers, "params": data.defaults}
}
