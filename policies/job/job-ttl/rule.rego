# METADATA
# scope: package
# title: Finished Jobs should be removed
# description: >-
#   A Job should set `ttlSecondsAfterFinished`. Jobs with an owner and hooks of Helm and Argo CD, which those tools
#   remove, are left out. In a CronJob it is the other way round (a remark, with `judge_cronjob`): how many Jobs are
#   kept is the matter of `successfulJobsHistoryLimit` and `failedJobsHistoryLimit`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
#   - https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits
# custom:
#   id: JOB001
#   name: job-ttl
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Job, CronJob]
#   message: "Job `{name}` stays forever when it has finished, and so do its pods"
#   help: "set `ttlSecondsAfterFinished`, for example to 86400, a day"
#   variants:
#     cronjob:
#       message: "the Jobs of CronJob `{name}` are removed {0} s after they finished, whatever its history limits say"
#       help: "remove `ttlSecondsAfterFinished`, and set `successfulJobsHistoryLimit` and `failedJobsHistoryLimit`"
#   fix:
#     message: "set `ttlSecondsAfterFinished: 86400`"
#     applicability: unsafe
#   rationale: >-
#     Nothing removes a Job that somebody applied. Finished ones pile up with their pods, fill etcd and every list,
#     and the next apply under the same name fails, since most of a Job cannot be changed.
#   params:
#     judge_cronjob: true
#   sources:
#     - kube-linter:job-ttl-seconds-after-finished
#     - kyverno:other/add-ttl-jobs
package kubevet.job.job_ttl

deny contains [-2, ["spec", "ttlSecondsAfterFinished"], [], extra] if {
	input.kind == "Job"
	object.get(input.object, ["spec", "ttlSecondsAfterFinished"], null) == null
	not owned
	not hook
	extra := {"fix": [["set", ["spec", "ttlSecondsAfterFinished"], 86400]]}
}

deny contains [-2, ["spec", "jobTemplate", "spec", "ttlSecondsAfterFinished"], [seconds], extra] if {
	extra := {"severity": "info", "variant": "cronjob"}
	input.kind == "CronJob"
	input.params.JOB001.judge_cronjob
	seconds := object.get(input.object, ["spec", "jobTemplate", "spec", "ttlSecondsAfterFinished"], null)
	seconds != null
}

owned if count(input.object.metadata.ownerReferences) > 0

# Without a policy of their own, both tools remove what a hook left before they run it again.
hook if {
	some key in ["helm.sh/hook", "argocd.argoproj.io/hook"]
	input.object.metadata.annotations[key]
}
