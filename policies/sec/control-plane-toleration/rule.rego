# METADATA
# scope: package
# title: Workloads should not tolerate control-plane taints
# description: >-
#   No toleration may be for `node-role.kubernetes.io/control-plane` or `node-role.kubernetes.io/master`, or for every
#   taint that keeps pods from being scheduled (operator `Exists` without a key). DaemonSets (`exempt_kinds`) and
#   kube-system (`exempt_namespaces`) are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
#   - https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane-taint
# custom:
#   id: SEC046
#   name: control-plane-toleration
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'the pods of {kind} `{name}` may run on the nodes of the control plane: they tolerate the taint `{0}`'
#   help: remove this toleration
#   variants:
#     all:
#       message: 'the pods of {kind} `{name}` tolerate every taint, that of the control plane too: the toleration has no `key`'
#       help: name the `key` of the taint that is meant
#   rationale: >-
#     On these nodes lie the keys of the cluster and its whole state. A pod that breaks out there, or only uses up
#     the memory, takes the cluster with it.
#   params:
#     exempt_kinds: [DaemonSet]
#     exempt_namespaces: [kube-system]
#   sources:
#     - kyverno:other/restrict-controlplane-scheduling
package kubevet.sec.control_plane_toleration

deny contains [-1, ["tolerations", i], [key]] if {
	some i, toleration in input.pod.spec.tolerations
	key := toleration.key
	key in {"node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"}
	not exempt
}

deny contains [-1, ["tolerations", i], [], {"variant": "all"}] if {
	some i, toleration in input.pod.spec.tolerations
	toleration.operator == "Exists"
	object.get(toleration, "key", "") == ""
	object.get(toleration, "effect", "") in {"", "NoSchedule"}
	not exempt
}

exempt if input.kind in input.params.SEC046.exempt_kinds

exempt if input.namespace in input.params.SEC046.exempt_namespaces
