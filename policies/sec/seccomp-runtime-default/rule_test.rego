package kubevet.sec.seccomp_runtime_default_test

import data.kubevet.sec.seccomp_runtime_default.deny

judge(sc, accept_absent) := found if {
	found := deny with input as {
		"pod": {"windows": false},
		"containers": [{"id": 0, "sc": sc}],
		"params": {"SEC023": {"accept_absent": accept_absent}},
	}
}

path := ["securityContext", "seccompProfile", "type"]

test_no_profile_is_denied if {
	judge({}, false) == {[0, path, [], {"fix": [["set", path, "RuntimeDefault"]]}]}
}

test_any_profile_passes if {
	count(judge({"seccompProfile": {"type": "RuntimeDefault"}}, false)) == 0
	count(judge({"seccompProfile": {"type": "Localhost", "localhostProfile": "web.json"}}, false)) == 0
	count(judge({}, true)) == 0
}
