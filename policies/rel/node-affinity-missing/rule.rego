# METADATA
# scope: package
# title: Workloads should state node affinity
# description: >-
#   A pod should say by `affinity.nodeAffinity` which nodes it is for. A `nodeSelector` counts too, unless
#   `accept_node_selector` is false. DaemonSets, which are for all nodes, are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
# custom:
#   id: REL021
#   name: node-affinity-missing
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{kind} `{name}` does not say which nodes it is for'
#   help: 'add `affinity.nodeAffinity`, or a `nodeSelector`'
#   rationale: >-
#     Where nodes differ, in their processor, their disks or their price, a pod that says nothing runs on any of them,
#     and on another one after each update.
#   params:
#     accept_node_selector: true
#   sources:
#     - kube-linter:no-node-affinity
#     - kyverno:other/add-node-affinity
package kubevet.rel.node_affinity_missing

deny contains [-1, ["affinity", "nodeAffinity"], []] if {
	input.kind != "DaemonSet"
	count(object.get(input.pod.spec, ["affinity", "nodeAffinity"], {})) == 0
	not selects
}

selects if {
	input.params.REL021.accept_node_selector
	count(input.pod.spec.nodeSelector) > 0
}
