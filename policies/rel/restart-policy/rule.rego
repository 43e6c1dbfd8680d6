# METADATA
# scope: package
# title: Restart policy must fit the controller
# description: >-
#   The pods of a Deployment, ReplicaSet, StatefulSet, DaemonSet or ReplicationController must have `restartPolicy:
#   Always`, which is the default. Those of a Job or CronJob must have `OnFailure` or `Never`, and so must set it.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
#   - https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template
# custom:
#   id: REL027
#   name: restart-policy
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "the pods of {kind} `{name}` must have `restartPolicy: Always`, not `{0}`"
#   help: remove `restartPolicy`, or use a Job if the pods are to end
#   variants:
#     job:
#       message: "the pods of {kind} `{name}` must end, but `restartPolicy` is `Always`{0}"
#       help: "set `restartPolicy: {1}`, or use a Deployment if the pods are to run on"
#   fix:
#     message: "let `restartPolicy` fit a {kind}"
#     applicability: safe
#   rationale: >-
#     The API server refuses such an object. The usual way to it is a Job that is written without `restartPolicy`,
#     since the default, Always, is the one value that a Job cannot have.
#   sources:
#     - kube-linter:restart-policy
#     - kube-score:cronjob-restartpolicy
package kubevet.rel.restart_policy

deny contains [-1, ["restartPolicy"], [policy], {"fix": [["remove", ["restartPolicy"]]]}] if {
	input.kind in {"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController"}
	policy := input.pod.spec.restartPolicy
	policy in {"OnFailure", "Never"}
}

deny contains [-1, ["restartPolicy"], [origin, wanted], extra] if {
	input.kind in {"Job", "CronJob"}
	input.group == "batch"
	object.get(input.pod.spec, "restartPolicy", "Always") == "Always"
	extra := {"variant": "job", "fix": [["set", ["restartPolicy"], wanted]]}
}

origin := "" if input.pod.spec.restartPolicy

origin := ", its default" if not input.pod.spec.restartPolicy

# A policy for failures of pods goes with `Never` only.
wanted := "Never" if has_failure_policy

wanted := "OnFailure" if not has_failure_policy

has_failure_policy if input.object.spec.podFailurePolicy

has_failure_policy if input.object.spec.jobTemplate.spec.podFailurePolicy

has_failure_policy if is_number(input.object.spec.backoffLimitPerIndex)

has_failure_policy if is_number(input.object.spec.jobTemplate.spec.backoffLimitPerIndex)
