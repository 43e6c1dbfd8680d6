package kubevet.sec.seccomp_runtime_default_test

import data.kubevet.sec.seccomp_runtime_default.deny

judge(sc, accept_absent) := judge_all([sc], accept_absent)

judge_all(contexts, accept_absent) := found if {
	found := deny with input as {
		"pod": {"windows": false},
		"containers": [{"id": i, "name": "web", "sc": sc} | some i, sc in contexts],
		"params": {"SEC023": {"accept_absent": accept_absent}},
	}
}

path := ["securityContext", "seccompProfile", "type"]

fix := [["set", path, "RuntimeDefault"]]

test_a_pod_without_a_word_is_one_finding if {
	judge({}, false) == {[-1, path, ["container `web`"], {"variant": "silent", "fix": fix}]}
	both := judge_all([{}, {}], false)
	both == {[-1, path, ["containers `web`, `web`"], {"variant": "silent_many", "fix": fix}]}
}

test_a_profile_of_one_container_is_none_of_the_other if {
	judge_all([{"seccompProfile": {"type": "RuntimeDefault"}}, {}], false) == {[1, path, [], {"fix": fix}]}
}

test_any_profile_passes if {
	count(judge({"seccompProfile": {"type": "RuntimeDefault"}}, false)) == 0
	count(judge({"seccompProfile": {"type": "Localhost", "localhostProfile": "web.json"}}, false)) == 0
	count(judge({}, true)) == 0
}
