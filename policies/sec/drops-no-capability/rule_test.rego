package kubevet.sec.drops_no_capability_test

import data.kubevet.sec.drops_no_capability.deny

judge(sc, windows) := found if {
	found := deny with input as {
		"pod": {"windows": windows},
		"containers": [{"id": 0, "sc": sc}],
	}
}

test_nothing_dropped_is_denied if {
	judge({}, false) == {[0, ["securityContext", "capabilities", "drop"], []]}
	count(judge({"capabilities": {"drop": []}}, false)) == 1
	count(judge({"capabilities": {"add": ["CHOWN"]}}, false)) == 1
}

test_anything_dropped_passes if {
	count(judge({"capabilities": {"drop": ["MKNOD"]}}, false)) == 0
	count(judge({}, true)) == 0
}
