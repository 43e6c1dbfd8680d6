# METADATA
# scope: package
# title: Priority class must be allowed
# description: >-
#   The `priorityClassName` of a pod must be one of `allowed`, where that list is not empty. The classes
#   `system-node-critical` and `system-cluster-critical` are for `kube-system` alone, unless the list holds them.
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
#   - https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/
# custom:
#   id: REL023
#   name: priority-class-not-allowed
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{kind} `{name}` names priority class `{0}`, which is not allowed'
#   help: 'name one of {1}'
#   variants:
#     system:
#       message: '{kind} `{name}` takes priority class `{0}`, which is for `kube-system`'
#       help: 'name a class of your own'
#   rationale: >-
#     A pod of a high class pushes others out when nodes run full. A system class outside of `kube-system` makes an
#     application as important as the network of the cluster.
#   params:
#     allowed: []
#   sources:
#     - kube-linter:priority-class-name
#     - kyverno:other/allowed-pod-priorities
package kubevet.rel.priority_class_not_allowed

deny contains [-1, ["priorityClassName"], [class, allowed]] if {
	class := input.pod.spec.priorityClassName
	allowed := input.params.REL023.allowed
	count(allowed) > 0
	class != ""
	not class in allowed
}

deny contains [-1, ["priorityClassName"], [class], {"variant": "system"}] if {
	class := input.pod.spec.priorityClassName
	class in {"system-node-critical", "system-cluster-critical"}
	count(input.params.REL023.allowed) == 0
	input.namespace != "kube-system"
}
