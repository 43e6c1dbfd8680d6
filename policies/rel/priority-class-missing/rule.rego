# METADATA
# scope: package
# title: Pods should name a priority class
# description: >-
#   A pod should name its `priorityClassName`. A class of the run with `globalDefault: true` is not looked for: this
#   rule is for projects that want every pod to say how important it is.
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
# custom:
#   id: REL022
#   name: priority-class-missing
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{kind} `{name}` names no priority class'
#   help: 'set `priorityClassName` to one of your classes'
#   rationale: >-
#     When nodes run full, pods of higher priority push out others. Those that name no class all have the same
#     priority, so that a test may push out a shop.
#   sources:
#     - polaris:priorityClassNotSet
#     - kyverno:other/require-pod-priorityclassname
package kubevet.rel.priority_class_missing

deny contains [-1, ["priorityClassName"], []] if {
	object.get(input.pod.spec, "priorityClassName", "") == ""
}
