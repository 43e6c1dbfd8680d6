package kubevet.sec.drop_net_raw_test

import data.kubevet.sec.drop_net_raw.deny

judge(sc, left) := found if {
	found := deny with input as {
		"pod": {"windows": false},
		"containers": [{"id": 0, "sc": sc}],
		"params": {"SEC010": {"left_to_drop_all": left}},
	}
}

drop := ["securityContext", "capabilities", "drop"]

add := ["securityContext", "capabilities", "add", 0]

test_what_is_added_is_denied if {
	judge({"capabilities": {"add": ["cap_net_raw"], "drop": ["ALL"]}}, true) == {[0, add, ["cap_net_raw"], {"variant": "added", "fix": [["remove", add]]}]}
	count(judge({"capabilities": {"add": ["ALL", "NET_RAW", "CHOWN"]}}, false)) == 2
}

test_what_is_kept_is_left_to_its_own_rule_unless_asked_for if {
	count(judge({}, true)) == 0
	judge({}, false) == {[0, drop, [], {"fix": [["set", array.concat(drop, ["-"]), "NET_RAW"]], "applicability": "unsafe"}]}
	some finding in judge({"runAsUser": 1, "capabilities": {"drop": ["CHOWN"]}}, false)
	finding[3].applicability == "safe"
}

test_what_is_dropped_passes if {
	count(judge({"capabilities": {"drop": ["all"]}}, false)) == 0
	count(judge({"capabilities": {"drop": ["NET_RAW"]}}, false)) == 0
	count(judge({"privileged": true}, false)) == 0
}
