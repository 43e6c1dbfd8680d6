package kubevet.sec.capabilities_baseline_test

import data.kubevet.sec.capabilities_baseline.deny

judge(sc) := found if {
	found := deny with input as {
		"pod": {"windows": false},
		"containers": [{"id": 0, "sc": sc}],
		"params": data.defaults,
	}
}

path := ["securityContext", "capabilities", "add", 1]

test_capabilities_beyond_the_default_are_denied if {
	judge({"capabilities": {"add": ["CHOWN", "CAP_NET_RAW"]}}) == {[0, path, ["CAP_NET_RAW"], {"fix": [["remove", path]]}]}
}

test_default_and_dangerous_ones_pass if {
	count(judge({"capabilities": {"add": ["net_bind_service", "SYS_ADMIN"]}})) == 0
}

test_to_the_letter_spelling_counts if {
	found := deny with input as {
		"pod": {"windows": false},
		"containers": [{"id": 0, "sc": {"capabilities": {"add": ["CHOWN", "cap_chown", "CAP_SYS_ADMIN"]}}}],
		"params": object.union(data.defaults, {"SEC011": {"literal": true}}),
	}
	found == {[0, path, ["cap_chown"], {"fix": [["remove", path]]}]}
}
