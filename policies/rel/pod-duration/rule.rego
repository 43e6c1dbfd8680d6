# METADATA
# scope: package
# title: Pods must have a bounded life
# description: >-
#   A Pod or Job should set `activeDeadlineSeconds`, to at most `max` seconds. A Job may set it for itself or for its
#   pods.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
# custom:
#   id: REL030
#   name: pod-duration
#   severity: info
#   profile: off
#   scope: object
#   kinds: [Pod, Job]
#   yields_to: [JOB005]
#   message: '{kind} `{name}` may run for ever'
#   help: 'set `activeDeadlineSeconds` to at most {0}'
#   variants:
#     long:
#       message: '{kind} `{name}` may run for {1} seconds'
#       help: 'set `activeDeadlineSeconds` to at most {0}'
#   rationale: >-
#     What hangs keeps its memory and its node, and in a namespace where people try things out there is always
#     something that hangs.
#   params:
#     max: 28800
#   sources:
#     - kyverno:other/enforce-pod-duration
package kubevet.rel.pod_duration

deny contains [-2, ["spec", "activeDeadlineSeconds"], [longest]] if {
	longest := input.params.REL030.max
	count(deadlines) == 0
}

deny contains [-2, array.concat(way, ["activeDeadlineSeconds"]), [longest, seconds], {"variant": "long"}] if {
	longest := input.params.REL030.max
	some [way, seconds] in deadlines
	seconds == min({other | some [_, other] in deadlines})
	seconds > longest
}

deadlines contains [["spec"], seconds] if seconds := input.object.spec.activeDeadlineSeconds

deadlines contains [["spec", "template", "spec"], seconds] if seconds := input.object.spec.template.spec.activeDeadlineSeconds
