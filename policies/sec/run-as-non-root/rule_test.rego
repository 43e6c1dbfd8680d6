package kubevet.sec.run_as_non_root_test

import data.kubevet.sec.run_as_non_root.deny

judge(spec, containers, minor) := found if {
	found := deny with input as {
		"minor": minor,
		"pod": {"spec": spec, "windows": false},
		"containers": containers,
		"params": {"SEC001": {"accept_nonzero_uid": true}},
	}
}

path := ["securityContext", "runAsNonRoot"]

container(own, effective) := {"id": 0, "c": {"securityContext": own}, "sc": effective}

test_nothing_set_is_denied if {
	judge({}, [container({}, {})], 37) == {[0, path, [], {"fix": [["set", path, true]]}]}
}

test_false_of_the_container_beats_true_of_the_pod if {
	found := judge({}, [container({"runAsNonRoot": false}, {"runAsNonRoot": false})], 37)
	found == {[0, path, [], {"variant": "opted_out", "fix": [["set", path, true]]}]}
}

test_user_0_has_no_fix_and_other_users_a_safe_one if {
	judge({}, [container({}, {"runAsUser": 0})], 37) == {[0, path, [], {}]}
	found := deny with input as {
		"minor": 37,
		"pod": {"spec": {}, "windows": false},
		"containers": [container({}, {"runAsUser": 7})],
		"params": {"SEC001": {"accept_nonzero_uid": false}},
	}
	found == {[0, path, [], {"fix": [["set", path, true]], "applicability": "safe"}]}
}

test_true_or_a_user_passes if {
	count(judge({}, [container({}, {"runAsNonRoot": true})], 37)) == 0
	count(judge({}, [container({}, {"runAsUser": 1})], 37)) == 0
	count(judge({}, [container({"runAsNonRoot": false}, {"runAsNonRoot": false, "runAsUser": 1000})], 37)) == 0
}

test_a_user_namespace_passes_from_1_35_on if {
	count(judge({"hostUsers": false}, [container({}, {})], 35)) == 0
	count(judge({"hostUsers": false}, [container({}, {})], 34)) == 1
}
