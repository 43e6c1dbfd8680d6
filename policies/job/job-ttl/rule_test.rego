package kubevet.job.job_ttl_test

import data.kubevet.job.job_ttl.deny

job(metadata, spec) := {"kind": "Job", "object": {"metadata": metadata, "spec": spec}, "params": data.defaults}

cronjob(spec) := {"kind": "CronJob", "object": {"metadata": {}, "spec": {"jobTemplate": {"spec": spec}}}, "params": data.defaults}

denied := {[-2, ["spec", "ttlSecondsAfterFinished"], [], {"fix": [["set", ["spec", "ttlSecondsAfterFinished"], 86400]]}]}

test_a_job_that_stays_is_denied if {
	deny == denied with input as job({}, {})
	deny == denied with input as job({"ownerReferences": [], "annotations": {"example.com/a": "b"}}, {})
}

test_jobs_that_somebody_removes_pass if {
	count(deny) == 0 with input as job({}, {"ttlSecondsAfterFinished": 0})
	count(deny) == 0 with input as job({"ownerReferences": [{"kind": "CronJob"}]}, {})
	count(deny) == 0 with input as job({"annotations": {"helm.sh/hook": "pre-upgrade"}}, {})
	count(deny) == 0 with input as job({"annotations": {"argocd.argoproj.io/hook": "PreSync"}}, {})
}

test_in_a_cronjob_the_history_limits_rule if {
	deny == {[-2, ["spec", "jobTemplate", "spec", "ttlSecondsAfterFinished"], [60], {"severity": "info", "variant": "cronjob"}]} with input as cronjob({"ttlSecondsAfterFinished": 60})
	count(deny) == 0 with input as cronjob({"ttlSecondsAfterFinished": 60}) with input.params.JOB001.judge_cronjob as false
	count(deny) == 0 with input as cronjob({})
}
