package kubevet.sec.allow_privilege_escalation_test

import data.kubevet.sec.allow_privilege_escalation.deny

path := ["securityContext", "allowPrivilegeEscalation"]

judge(sc, level) := found if {
	found := deny with input as {
		"pod": {"windows": false},
		"containers": [{"id": 0, "sc": sc}],
		"params": {"SEC007": {"level": level}},
	}
}

test_absent_and_true_are_denied if {
	judge({}, "required") == {[0, path, [], {"fix": [["set", path, false]]}]}
	judge({"allowPrivilegeEscalation": true}, "required") == {[0, path, [], {"fix": [["set", path, false]]}]}
}

test_false_passes if {
	count(judge({"allowPrivilegeEscalation": false}, "required")) == 0
}

test_privileged_containers_are_told_why if {
	judge({"privileged": true}, "required") == {[0, path, [], {"variant": "forced"}]}
	judge({"capabilities": {"add": ["SYS_ADMIN"]}}, "required") == {[0, path, [], {"variant": "forced"}]}
}

test_explicit_level_lets_absent_pass if {
	count(judge({}, "explicit")) == 0
	count(judge({"allowPrivilegeEscalation": true}, "explicit")) == 1
}
