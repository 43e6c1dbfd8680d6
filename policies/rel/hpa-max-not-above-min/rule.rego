# METADATA
# scope: package
# title: HPA maxReplicas must exceed minReplicas
# description: >-
#   A HorizontalPodAutoscaler must have room to scale: `maxReplicas` must exceed `minReplicas` (absent = 1) by at
#   least `spread_min`. `min_range` and `max_range`, lists of a lowest and a highest number, say in which bounds the
#   two must lie. A maximum below the minimum the API server refuses, and is not reported again.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
# custom:
#   id: REL004
#   name: hpa-max-not-above-min
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [HorizontalPodAutoscaler]
#   message: "HorizontalPodAutoscaler `{name}` never scales: `maxReplicas` is {0}, and so is `minReplicas`{1}"
#   help: raise `maxReplicas`, lower `minReplicas`, or remove the autoscaler and set `replicas` in the workload
#   variants:
#     narrow:
#       message: "HorizontalPodAutoscaler `{name}` has little room to scale: from {2}{1} to {0} replicas, and {3} more are asked for"
#       help: raise `maxReplicas` or lower `minReplicas`
#     bounds:
#       message: "HorizontalPodAutoscaler `{name}` sets `{0}` to {1}{2}, outside of {3} to {4}"
#       help: "write a `{0}` from {3} to {4}"
#   rationale: >-
#     An autoscaler whose maximum is its minimum looks as if the workload scaled, but only pins the number of pods.
#     Under load nothing happens, and `kubectl scale` is undone within seconds.
#   params:
#     spread_min: 1
#     min_range: []
#     max_range: []
#   sources:
#     - polaris:hpaMaxAvailability
#     - gatekeeper:general/horizontalpodautoscaler
package kubevet.rel.hpa_max_not_above_min

deny contains [-2, ["spec", "maxReplicas"], [most, origin]] if {
	most := input.object.spec.maxReplicas
	most == least
	input.params.REL004.spread_min > 0
}

deny contains [-2, ["spec", "maxReplicas"], [most, origin, least, input.params.REL004.spread_min], {"variant": "narrow"}] if {
	most := input.object.spec.maxReplicas
	is_number(most)
	most > least
	most - least < input.params.REL004.spread_min
}

deny contains [-2, ["spec", "minReplicas"], ["minReplicas", least, origin, low, high], {"variant": "bounds"}] if {
	[low, high] := input.params.REL004.min_range
	outside(least, low, high)
}

deny contains [-2, ["spec", "maxReplicas"], ["maxReplicas", most, "", low, high], {"variant": "bounds"}] if {
	[low, high] := input.params.REL004.max_range
	most := input.object.spec.maxReplicas
	is_number(most)
	outside(most, low, high)
}

least := number if {
	number := object.get(input.object, ["spec", "minReplicas"], 1)
	is_number(number)
}

origin := "" if input.object.spec.minReplicas

origin := " (its default)" if not input.object.spec.minReplicas

outside(number, low, _) if number < low

outside(number, _, high) if number > high
