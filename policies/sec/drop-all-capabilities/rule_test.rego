package kubevet.sec.drop_all_capabilities_test

import data.kubevet.sec.drop_all_capabilities.deny

judge(sc) := found if {
	found := deny with input as {
		"pod": {"windows": false},
		"containers": [{"id": 0, "sc": sc}],
		"params": data.defaults,
	}
}

path := ["securityContext", "capabilities", "drop"]

test_nothing_dropped_is_denied if {
	judge({}) == {[0, path, []]}
	judge({"capabilities": {"drop": ["NET_RAW", "SMALL"]}}) == {[0, path, []]}
}

test_all_passes if {
	count(judge({"capabilities": {"drop": ["ALL"], "add": ["CHOWN"]}})) == 0
	count(judge({"privileged": true})) == 0
}

test_another_spelling_is_told if {
	judge({"capabilities": {"drop": ["cap_all"]}}) == {[0, path, [], {"severity": "info", "variant": "spelling"}]}
}
