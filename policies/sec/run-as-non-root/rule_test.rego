package kubevet.sec.run_as_non_root_test

import data.kubevet.sec.run_as_non_root.deny

judge(spec, containers, minor, accept) := found if {
	found := deny with input as {
		"kind": "Pod",
		"minor": minor,
		"pod": {"spec": spec, "windows": false},
		"containers": containers,
		"params": {"SEC001": {"accept_nonzero_uid": accept}},
	}
}

path := ["securityContext", "runAsNonRoot"]

fix := [["set", path, true]]

container(own, effective) := {"id": 0, "name": "web", "c": {"securityContext": own}, "sc": effective}

test_a_pod_without_a_word_is_one_finding_with_a_fix_for_the_pod if {
	one := judge({}, [container({}, {})], 37, true)
	one == {[-1, path, ["container `web`"], {"variant": "silent", "fix": fix}]}
	two := judge({}, [container({}, {}), container({}, {})], 37, true)
	two == {[-1, path, ["containers `web`, `web`"], {"variant": "silent", "fix": fix}]}
}

test_a_container_without_a_word_beside_another_with_one_is_denied_itself if {
	found := judge({}, [container({}, {}), container({"runAsUser": 7}, {"runAsUser": 7})], 37, true)
	found == {[0, path, [0], {"fix": fix}]}
}

test_false_of_the_container_beats_true_of_the_pod if {
	found := judge({}, [container({"runAsNonRoot": false}, {"runAsNonRoot": false})], 37, true)
	found == {[0, path, [0], {"variant": "opted_out", "fix": fix}]}
}

test_what_the_pod_says_is_shown if {
	found := judge({}, [container({}, {"runAsNonRoot": false})], 37, true)
	at := [[-1, ["spec", "securityContext", "runAsNonRoot"], "inherited from here"]]
	found == {[0, path, [0], {"variant": "inherited_opt_out", "related": at, "fix": fix}]}
}

test_user_0_has_no_fix if {
	judge({}, [container({"runAsUser": 0}, {"runAsUser": 0})], 37, true) == {[0, path, [0], {"variant": "root"}]}
	at := [[-1, ["spec", "securityContext", "runAsUser"], "inherited from here"]]
	judge({}, [container({}, {"runAsUser": 0})], 37, true) == {[0, path, [0], {"variant": "inherited_root", "related": at}]}
}

test_to_the_letter_a_user_is_not_enough_and_the_pod_must_not_say_false if {
	found := judge({}, [container({}, {"runAsUser": 7})], 37, false)
	found == {[0, path, [7], {"variant": "unproven", "fix": fix, "applicability": "safe"}]}
	pod := {"securityContext": {"runAsNonRoot": false}}
	own := container({"runAsNonRoot": true}, {"runAsNonRoot": true})
	judge(pod, [own], 37, false) == {[-1, path, [], {"variant": "pod", "fix": fix, "applicability": "safe"}]}
	count(judge(pod, [own], 37, true)) == 0
}

test_true_or_a_user_passes if {
	count(judge({}, [container({}, {"runAsNonRoot": true})], 37, true)) == 0
	count(judge({}, [container({}, {"runAsUser": 1})], 37, true)) == 0
	count(judge({}, [container({"runAsNonRoot": false}, {"runAsNonRoot": false, "runAsUser": 1000})], 37, true)) == 0
}

test_a_user_namespace_passes_from_1_35_on if {
	count(judge({"hostUsers": false}, [container({}, {})], 35, true)) == 0
	count(judge({"hostUsers": false}, [container({}, {})], 34, true)) == 1
}
