package kubevet.rel.restart_policy_test

import data.kubevet.rel.restart_policy.deny

workload(kind, pods) := {"kind": kind, "group": "batch", "object": {"spec": {}}, "pod": {"spec": pods}}

job(origin, wanted) := {[-1, ["restartPolicy"], [origin, wanted], {"variant": "job", "fix": [["set", ["restartPolicy"], wanted]]}]}

test_pods_that_run_on_must_be_restarted if {
	every kind in ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"] {
		deny == {[-1, ["restartPolicy"], ["Never"], {"fix": [["remove", ["restartPolicy"]]]}]} with input as workload(kind, {"restartPolicy": "Never"})
		count(deny) == 0 with input as workload(kind, {})
		count(deny) == 0 with input as workload(kind, {"restartPolicy": "Always"})
	}
}

test_jobs_must_end if {
	deny == job(", its default", "OnFailure") with input as workload("Job", {})
	deny == job("", "OnFailure") with input as workload("CronJob", {"restartPolicy": "Always"})
	count(deny) == 0 with input as workload("Job", {"restartPolicy": "OnFailure"})
	count(deny) == 0 with input as workload("CronJob", {"restartPolicy": "Never"})
}

test_a_failure_policy_wants_never if {
	deny == job(", its default", "Never") with input as workload("Job", {}) with input.object.spec.podFailurePolicy as {"rules": []}
	deny == job(", its default", "Never") with input as workload("CronJob", {}) with input.object.spec.jobTemplate as {"spec": {"podFailurePolicy": {}}}
}

test_other_kinds_pass if {
	count(deny) == 0 with input as workload("Pod", {"restartPolicy": "Never"})
	count(deny) == 0 with input as workload("Job", {}) with input.group as "batch.volcano.sh"
}
