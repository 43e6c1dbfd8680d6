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
	fix := {"fix": [["set", path, false]]}
	judge({}, "required") == {[0, path, ["not set, which counts as true"], fix]}
	judge({"allowPrivilegeEscalation": true}, "required") == {[0, path, ["true"], fix]}
}

test_false_passes if {
	count(judge({"allowPrivilegeEscalation": false}, "required")) == 0
}

test_privileged_containers_are_told_why if {
	some first in judge({"privileged": true}, "required")
	first[2] == [["`privileged: true`"]]
	first[3].fix == [["remove", ["securityContext", "privileged"]], ["set", path, false]]
	some second in judge({"capabilities": {"add": ["CHOWN", "SYS_ADMIN"]}}, "required")
	second[2] == [["`SYS_ADMIN`"]]
	second[3].fix == [["remove", ["securityContext", "capabilities", "add", 1]], ["set", path, false]]
	second[3].applicability == "unsafe"
}

test_explicit_level_lets_absent_pass if {
	count(judge({}, "explicit")) == 0
	count(judge({"allowPrivilegeEscalation": true}, "explicit")) == 1
}
