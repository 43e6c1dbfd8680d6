package kubevet.job.job_backoff_test

import data.kubevet.job.job_backoff.deny

job(spec) := {"kind": "Job", "object": {"spec": spec}, "params": data.defaults}

cronjob(spec) := {"kind": "CronJob", "object": {"spec": {"jobTemplate": {"spec": spec}}}, "params": data.defaults}

test_no_deadline_is_denied if {
	deny == {[-2, ["spec", "activeDeadlineSeconds"], []]} with input as job({})
	deny == {[-2, ["spec", "jobTemplate", "spec", "activeDeadlineSeconds"], []]} with input as cronjob({})
}

test_many_retries_are_denied if {
	deny == {[-2, ["spec", "backoffLimit"], [100, 10], {"variant": "retries"}]} with input as job({"activeDeadlineSeconds": 60, "backoffLimit": 100})
	deny == {[-2, ["spec", "backoffLimit"], [6, 3], {"variant": "retries"}]} with input as job({"activeDeadlineSeconds": 60})
		with input.params.JOB005.max_backoff as 3
}

test_bounds_pass if {
	count(deny) == 0 with input as job({"activeDeadlineSeconds": 60})
	count(deny) == 0 with input as job({"template": {"spec": {"activeDeadlineSeconds": 60}}, "backoffLimit": 0})
	count(deny) == 0 with input as cronjob({"activeDeadlineSeconds": 60, "backoffLimit": 10})
}
