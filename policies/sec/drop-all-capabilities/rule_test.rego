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

fix := [["set", path, ["ALL"]]]

finding(dropped, applicability) := [0, path, [dropped], {"fix": fix, "applicability": applicability}]

test_nothing_dropped_is_denied if {
	judge({}) == {finding("none", "unsafe")}
	judge({"capabilities": {"drop": ["NET_RAW", "SMALL"]}}) == {finding("only `NET_RAW`, `SMALL`", "unsafe")}
}

test_only_who_is_not_root_loses_nothing if {
	judge({"runAsUser": 1}) == {finding("none", "safe")}
	judge({"runAsUser": 0}) == {finding("none", "unsafe")}
	judge({"runAsUser": 1, "capabilities": {"add": ["CHOWN"]}}) == {finding("none", "unsafe")}
}

test_all_passes if {
	count(judge({"capabilities": {"drop": ["ALL"], "add": ["CHOWN"]}})) == 0
	count(judge({"privileged": true})) == 0
}

test_another_spelling_is_told if {
	judge({"capabilities": {"drop": ["cap_all"]}}) == {[0, path, ["cap_all"], {"severity": "info", "variant": "spelling", "fix": fix, "applicability": "unsafe"}]}
}
