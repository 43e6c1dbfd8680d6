package kubevet.sec.dangerous_capabilities_test

import data.kubevet.sec.dangerous_capabilities.deny

judge(sc) := found if {
	found := deny with input as {
		"pod": {"windows": false},
		"containers": [{"id": 0, "sc": sc}],
		"params": data.defaults,
	}
}

path := ["securityContext", "capabilities", "add", 1]

test_capabilities_like_root_are_denied_in_any_spelling if {
	fix := {"fix": [["remove", path]]}
	judge({"capabilities": {"add": ["CHOWN", "cap_net_admin"]}}) == {[0, path, ["cap_net_admin"], fix]}
	judge({"capabilities": {"add": ["CHOWN", "SYS_ADMIN"]}}) == {[0, path, ["SYS_ADMIN"], object.union(fix, {"variant": "admin"})]}
	judge({"capabilities": {"add": ["CHOWN", "all"]}}) == {[0, path, ["all"], object.union(fix, {"variant": "all"})]}
}

test_others_pass if {
	count(judge({"capabilities": {"add": ["NET_RAW"], "drop": ["ALL"]}})) == 0
}
