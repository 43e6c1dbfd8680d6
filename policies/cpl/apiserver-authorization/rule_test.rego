package kubevet.cpl.apiserver_authorization_test

import data.kubevet.cpl.apiserver_authorization.deny

judge(words) := found if {
	containers := [{"id": 0, "c": {"command": array.concat(["/usr/local/bin/kube-apiserver"], words)}}]
	found := deny with input as {"containers": containers, "params": data.defaults}
}

good := ["--authorization-mode=Node,RBAC"]

test_good_flags_pass_in_both_ways_to_write_them if {
	count(judge(good)) == 0
	apart := [part | some word in good; some part in split(word, "=")]
	count(judge(apart)) == 0
}

test_a_component_without_flags_is_denied if {
	count(judge([])) == 2
}

test_alwaysallow_of_authorization_mode_is_denied if {
	found := judge(array.concat(good, ["--authorization-mode=AlwaysAllow"]))
	some [0, ["command"], ["authorization-mode", "AlwaysAllow"], {"variant": "other"}] in found
}

test_other_programs_pass if {
	containers := [{"id": 0, "c": {"command": ["web"], "args": ["--authorization-mode=x"]}}]
	count(deny) == 0 with input as {"containers": containers, "params": data.defaults}
}
