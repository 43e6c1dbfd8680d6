package kubevet.sec.security_context_missing_test

import data.kubevet.sec.security_context_missing.deny

judge(spec, own, type) := found if {
	found := deny with input as {
		"pod": {"spec": spec},
		"containers": [{"id": 0, "type": type, "c": own}],
	}
}

some_context := {"securityContext": {"runAsNonRoot": true}}

of_pod := [-1, ["securityContext"], [], {"variant": "pod"}]

of_container := [0, ["securityContext"], []]

test_absent_and_empty_are_denied if {
	judge({}, {}, "main") == {of_pod, of_container}
	judge({"securityContext": {}}, {"securityContext": {}}, "init") == {of_pod, of_container}
	judge(some_context, {}, "main") == {of_container}
}

test_a_pod_whose_containers_have_one_passes if {
	count(judge({}, some_context, "main")) == 0
	count(judge({}, {}, "ephemeral")) == 0
}
