package kubevet.sec.seccomp_unconfined_test

import data.kubevet.sec.seccomp_unconfined.deny

judge(spec, own) := found if {
	found := deny with input as {
		"pod": {"spec": {"securityContext": spec}},
		"containers": [{"id": 0, "name": "web", "c": {"securityContext": own}}],
	}
}

unconfined := {"seccompProfile": {"type": "Unconfined"}}

path := ["securityContext", "seccompProfile", "type"]

test_unconfined_is_denied_where_it_is_set if {
	judge(unconfined, {}) == {[-1, path, [["`web`"]], {"variant": "pod", "fix": [["set", path, "RuntimeDefault"]]}]}
	judge({}, unconfined) == {[0, path, [], {"fix": [["set", path, "RuntimeDefault"]]}]}
}

test_the_pod_must_not_say_it_even_if_nobody_listens if {
	found := judge(unconfined, {"seccompProfile": {"type": "RuntimeDefault"}})
	found == {[-1, path, [["no container, as all set their own"]], {"variant": "pod", "fix": [["set", path, "RuntimeDefault"]]}]}
}

test_absent_and_default_pass if {
	count(judge({}, {"seccompProfile": {"type": "RuntimeDefault"}})) == 0
}
