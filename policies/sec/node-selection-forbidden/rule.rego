# METADATA
# scope: package
# title: Pods may not choose nodes by name, selector or affinity
# description: >-
#   A pod may not set what `forbid` lists: `nodeName` (by default), `nodeSelector`, `nodeAffinity`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
# custom:
#   id: SEC053
#   name: node-selection-forbidden
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{kind} `{name}` chooses its node by `{0}`'
#   help: 'remove `{0}`, and let the scheduler choose'
#   rationale: >-
#     A pod with a `nodeName` passes the scheduler by, and with it taints, resources and quotas of nodes. Where
#     tenants have nodes of their own, any such choice can lead to those of others.
#   params:
#     forbid: [nodeName]
#   sources:
#     - kyverno:other/restrict-node-selection
#     - kyverno:other/restrict-node-affinity
package kubevet.sec.node_selection_forbidden

deny contains [-1, ["nodeName"], ["nodeName"], {"severity": "warning"}] if {
	"nodeName" in input.params.SEC053.forbid
	object.get(input.pod.spec, "nodeName", "") != ""
}

deny contains [-1, ["nodeSelector"], ["nodeSelector"], {"key": true}] if {
	"nodeSelector" in input.params.SEC053.forbid
	count(input.pod.spec.nodeSelector) > 0
}

deny contains [-1, ["affinity", "nodeAffinity"], ["affinity.nodeAffinity"], {"key": true}] if {
	"nodeAffinity" in input.params.SEC053.forbid
	count(input.pod.spec.affinity.nodeAffinity) > 0
}
