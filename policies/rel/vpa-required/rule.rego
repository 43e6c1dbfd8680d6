# METADATA
# scope: package
# title: Workloads should have a VPA
# description: >-
#   A workload of the kinds in `kinds` should be the target of a VerticalPodAutoscaler, whose `updateMode` is one of
#   `allowed_modes` (absent counts as `Auto`).
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/autoscaling/vertical-pod-autoscale/
#   - https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md
# custom:
#   id: REL010
#   name: vpa-required
#   severity: info
#   profile: off
#   scope: cross-resource
#   kinds: [Deployment, StatefulSet, DaemonSet, ReplicaSet, CronJob]
#   looks_for: [VerticalPodAutoscaler]
#   message: "no VerticalPodAutoscaler sizes {kind} `{name}`"
#   help: "add a VerticalPodAutoscaler with this workload as its target; `updateMode: \"Off\"` only recommends"
#   variants:
#     mode:
#       message: "VerticalPodAutoscaler `{0}` of {kind} `{name}` has the mode `{1}`"
#       help: "write one of these as its `updateMode`: {2}"
#   rationale: >-
#     Requests that somebody guessed once are wrong after a year. The recommender sees what the pods use.
#   params:
#     kinds: [Deployment, StatefulSet, DaemonSet]
#     allowed_modes: ["Off", Initial, Recreate, InPlaceOrRecreate, Auto]
#   sources:
#     - kyverno:other/check-vpa-configuration
package kubevet.rel.vpa_required

deny contains [-2, [], []] if {
	input.kind in input.params.REL010.kinds
	count(input.facts.vertical_autoscalers) == 0
	not input.object.metadata.ownerReferences
}

deny contains [-2, [], [name, mode, allowed], {"variant": "mode", "related": [[id, ["spec", "updatePolicy", "updateMode"], "the mode is set here"]]}] if {
	some autoscaler in input.facts.vertical_autoscalers
	allowed := input.params.REL010.allowed_modes
	mode := autoscaler.mode
	not mode in allowed
	input.kind in input.params.REL010.kinds
	name := autoscaler.name
	id := autoscaler.id
}
