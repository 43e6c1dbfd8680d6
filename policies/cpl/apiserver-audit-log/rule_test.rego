package kubevet.cpl.apiserver_audit_log_test

import data.kubevet.cpl.apiserver_audit_log.deny

judge(words) := found if {
	containers := [{"id": 0, "c": {"command": array.concat(["/usr/local/bin/kube-apiserver"], words)}}]
	found := deny with input as {"containers": containers, "params": data.defaults}
}

good := ["--audit-log-path=/etc/kubernetes/pki/audit-log-path", "--audit-policy-file=/etc/kubernetes/pki/audit-policy-file", "--audit-log-maxage=30", "--audit-log-maxbackup=10", "--audit-log-maxsize=100"]

test_good_flags_pass_in_both_ways_to_write_them if {
	count(judge(good)) == 0
	apart := [part | some word in good; some part in split(word, "=")]
	count(judge(apart)) == 0
}

test_a_component_without_flags_is_denied if {
	count(judge([])) == 5
}

test_other_programs_pass if {
	containers := [{"id": 0, "c": {"command": ["web"], "args": ["--port=x"]}}]
	count(deny) == 0 with input as {"containers": containers, "params": data.defaults}
}
