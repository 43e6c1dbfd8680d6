# METADATA
# scope: package
# title: CronJobs should state concurrencyPolicy
# description: >-
#   A CronJob should set `concurrencyPolicy` to `Forbid` or `Replace`. Left unset it is `Allow`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy
# custom:
#   id: JOB004
#   name: cronjob-concurrency
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [CronJob]
#   message: "CronJob `{name}` starts a run while the last one is still going: `concurrencyPolicy` is `Allow`{0}"
#   help: "set `concurrencyPolicy: Forbid` to leave such a run out, or `Replace` to stop the old one"
#   rationale: >-
#     A run that takes longer than usual meets the next one, and both work on the same data. When something hangs, runs
#     pile up until the cluster is full.
package kubevet.job.cronjob_concurrency

deny contains [-2, ["spec", "concurrencyPolicy"], [origin]] if {
	policy := object.get(input.object, ["spec", "concurrencyPolicy"], "")
	policy in {"", "Allow"}
	origin := origins[policy]
}

origins := {"": ", its default", "Allow": ""}
