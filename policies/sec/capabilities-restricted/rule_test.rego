package kubevet.sec.capabilities_restricted_test

import data.kubevet.sec.capabilities_restricted.deny

judge(added, allowed) := found if {
	found := deny with input as {
		"pod": {"windows": false},
		"containers": [{"id": 0, "sc": {"capabilities": {"add": added}}}],
		"params": {"SEC012": {"allowed": allowed}},
	}
}

at(i) := ["securityContext", "capabilities", "add", i]

test_what_is_not_allowed_is_denied if {
	judge(["NET_BIND_SERVICE", "CHOWN"], ["NET_BIND_SERVICE"]) == {[0, at(1), ["CHOWN"], {"fix": [["remove", at(1)]]}]}
	count(judge(["NET_BIND_SERVICE"], [])) == 1
}

test_another_spelling_is_told if {
	judge(["cap_net_bind_service"], ["NET_BIND_SERVICE"]) == {[0, at(0), ["cap_net_bind_service", "NET_BIND_SERVICE"], {"variant": "spelling"}]}
}

test_what_is_allowed_passes if {
	count(judge(["NET_BIND_SERVICE"], ["NET_BIND_SERVICE"])) == 0
	count(judge([], [])) == 0
}
