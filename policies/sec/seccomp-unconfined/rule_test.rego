package kubevet.sec.seccomp_unconfined_test

import data.kubevet.sec.seccomp_unconfined.deny

judge(spec, own) := found if {
	found := deny with input as {
		"pod": {"spec": {"securityContext": spec}},
		"containers": [{"id": 0, "c": {"securityContext": own}}],
	}
}

unconfined := {"seccompProfile": {"type": "Unconfined"}}

path := ["securityContext", "seccompProfile", "type"]

test_unconfined_is_denied_where_it_is_set if {
	judge(unconfined, {}) == {[-1, path, [], {"variant": "pod", "fix": [["set", path, "RuntimeDefault"]]}]}
	judge({}, unconfined) == {[0, path, [], {"fix": [["set", path, "RuntimeDefault"]]}]}
}

test_absent_and_default_pass if {
	count(judge({}, {"seccompProfile": {"type": "RuntimeDefault"}})) == 0
}
