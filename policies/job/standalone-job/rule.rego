# METADATA
# scope: package
# title: Jobs should come from CronJobs
# description: >-
#   A Job should belong to something that makes it (`ownerReferences`) or be a hook of Helm or Argo CD.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/job/
# custom:
#   id: JOB007
#   name: standalone-job
#   severity: info
#   profile: off
#   scope: object
#   kinds: [Job]
#   message: 'Job `{name}` runs once, when somebody applies it'
#   help: 'make it a CronJob, or a hook of the release it belongs to'
#   rationale: >-
#     A Job that has run stays as it is: applying the manifest again does nothing, and a changed one is refused, since
#     the pods of a Job cannot be changed.
#   sources:
#     - kyverno:other/restrict-jobs
package kubevet.job.standalone_job

deny contains [-2, ["metadata", "name"], []] if {
	count(object.get(input.object, ["metadata", "ownerReferences"], [])) == 0
	not is_hook
}

is_hook if {
	some key in ["helm.sh/hook", "argocd.argoproj.io/hook"]
	input.object.metadata.annotations[key]
}
