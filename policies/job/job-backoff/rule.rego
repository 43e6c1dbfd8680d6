# METADATA
# scope: package
# title: Jobs should bound retries and time
# description: >-
#   A Job, or the Jobs of a CronJob, should set `activeDeadlineSeconds`, in the Job or in its pod template, and not
#   have a `backoffLimit` above `max_backoff` (6 unless set).
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
#   - https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
# custom:
#   id: JOB005
#   name: job-backoff
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [Job, CronJob]
#   message: "nothing ends a run of {kind} `{name}` that hangs"
#   help: "set `activeDeadlineSeconds` to the longest time that a run may take"
#   variants:
#     retries:
#       message: "{kind} `{name}` tries up to {0} times again, more than {1}"
#       help: "set `backoffLimit` to {1} or less"
#   rationale: >-
#     A pod that waits for something that never comes waits for ever, and keeps its resources. One that fails for a
#     reason that stays fails as often as it may, each time with all that it does before it fails.
#   params:
#     max_backoff: 10
package kubevet.job.job_backoff

deny contains [-2, array.concat(place, ["activeDeadlineSeconds"]), []] if {
	object.get(job, "activeDeadlineSeconds", null) == null
	object.get(job, ["template", "spec", "activeDeadlineSeconds"], null) == null
}

deny contains [-2, array.concat(place, ["backoffLimit"]), [limit, most], {"variant": "retries"}] if {
	most := input.params.JOB005.max_backoff
	limit := object.get(job, "backoffLimit", 6)
	is_number(limit)
	limit > most
}

place := ["spec"] if input.kind == "Job"

place := ["spec", "jobTemplate", "spec"] if input.kind == "CronJob"

job := object.get(input.object, place, {})
