# METADATA
# scope: package
# title: CronJobs should set startingDeadlineSeconds
# description: >-
#   A CronJob should set `startingDeadlineSeconds`. Below 10 is a warning: the controller looks every 10 seconds, so
#   that it may find each run too late.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline
# custom:
#   id: JOB002
#   name: cronjob-deadline
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [CronJob]
#   message: "CronJob `{name}` does not say how late a run may start"
#   help: "set `startingDeadlineSeconds`, for example to 300"
#   variants:
#     short:
#       message: "CronJob `{name}` may never run: its `startingDeadlineSeconds` is {0}, and the controller looks every 10 s"
#       help: "set `startingDeadlineSeconds` to 10 or more, for example to 300"
#   fix:
#     message: "set `startingDeadlineSeconds: 300`"
#     applicability: unsafe
#   rationale: >-
#     Without a deadline a run that was missed starts whenever the controller is back, be it in the middle of the day;
#     and once a hundred were missed, the CronJob does not start at all any more.
#   sources:
#     - kube-score:cronjob-has-deadline
package kubevet.job.cronjob_deadline

deny contains [-2, ["spec", "startingDeadlineSeconds"], [], {"fix": fix}] if {
	object.get(input.object, ["spec", "startingDeadlineSeconds"], null) == null
}

deny contains [-2, ["spec", "startingDeadlineSeconds"], [seconds], extra] if {
	seconds := object.get(input.object, ["spec", "startingDeadlineSeconds"], null)
	is_number(seconds)
	seconds < 10
	extra := {"severity": "warning", "variant": "short", "fix": fix}
}

fix := [["set", ["spec", "startingDeadlineSeconds"], 300]]
