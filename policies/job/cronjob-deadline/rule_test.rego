package kubevet.job.cronjob_deadline_test

import data.kubevet.job.cronjob_deadline.deny

cronjob(spec) := {"object": {"spec": spec}}

fix := [["set", ["spec", "startingDeadlineSeconds"], 300]]

test_no_deadline_is_denied if {
	deny == {[-2, ["spec", "startingDeadlineSeconds"], [], {"fix": fix}]} with input as cronjob({})
}

test_a_deadline_that_cannot_be_met_is_a_warning if {
	every seconds in [0, 9] {
		deny == {[-2, ["spec", "startingDeadlineSeconds"], [seconds], {"severity": "warning", "variant": "short", "fix": fix}]}
			with input as cronjob({"startingDeadlineSeconds": seconds})
	}
}

test_a_deadline_passes if {
	count(deny) == 0 with input as cronjob({"startingDeadlineSeconds": 10})
	count(deny) == 0 with input as cronjob({"startingDeadlineSeconds": 3600})
}
