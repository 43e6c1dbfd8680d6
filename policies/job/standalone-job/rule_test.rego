package kubevet.job.standalone_job_test

import data.kubevet.job.standalone_job.deny

judge(metadata) := found if {
	found := deny with input as {"object": {"metadata": metadata}}
}

test_a_job_of_nobody_is_denied if {
	judge({"name": "import"}) == {[-2, ["metadata", "name"], []]}
	count(judge({"name": "import", "annotations": {"team": "shop"}})) == 1
}

test_jobs_with_an_owner_and_hooks_pass if {
	count(judge({"name": "import", "ownerReferences": [{"kind": "CronJob"}]})) == 0
	count(judge({"name": "import", "annotations": {"helm.sh/hook": "pre-upgrade"}})) == 0
	count(judge({"name": "import", "annotations": {"argocd.argoproj.io/hook": "PreSync"}})) == 0
}
