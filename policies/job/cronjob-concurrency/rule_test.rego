package kubevet.job.cronjob_concurrency_test

import data.kubevet.job.cronjob_concurrency.deny

cronjob(spec) := {"object": {"spec": spec}}

test_allow_is_denied if {
	deny == {[-2, ["spec", "concurrencyPolicy"], [", its default"]]} with input as cronjob({})
	deny == {[-2, ["spec", "concurrencyPolicy"], [""]]} with input as cronjob({"concurrencyPolicy": "Allow"})
}

test_a_choice_passes if {
	count(deny) == 0 with input as cronjob({"concurrencyPolicy": "Forbid"})
	count(deny) == 0 with input as cronjob({"concurrencyPolicy": "Replace"})
}
