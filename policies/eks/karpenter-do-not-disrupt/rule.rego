# METADATA
# scope: package
# title: Replicated workloads should let their nodes go
# description: >-
#   A workload that keeps at least two pods, by the minimum of its autoscaler or else its replicas, should not carry
#   `karpenter.sh/do-not-disrupt: "true"` (or the old `do-not-evict`) or
#   `cluster-autoscaler.kubernetes.io/safe-to-evict: "false"` on its pods. A duration in `do-not-disrupt` passes: it
#   ends by itself.
# related_resources:
#   - https://karpenter.sh/docs/concepts/disruption/#pod-level-controls
#   - https://karpenter.sh/docs/reference/annotations/
# custom:
#   id: EKS022
#   name: karpenter-do-not-disrupt
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [Deployment, StatefulSet, ReplicaSet, argoproj.io/Rollout]
#   message: "{kind} `{name}` keeps the nodes of all its {0} pods from being replaced"
#   help: remove `{1}`, and add a PodDisruptionBudget, which lets one pod go after the other
#   rationale: >-
#     Nodes with such a pod are neither emptied when they are half full nor replaced when their image is old. For a
#     long computation that is right; replicas can be moved one by one.
#   sources:
#     - kyverno:karpenter/add-karpenter-donot-evict
#     - kyverno:best-practices/add-safe-to-evict
package kubevet.eks.karpenter_do_not_disrupt

deny contains [-2, ["spec", "template", "metadata", "annotations", key], [least, key]] if {
	some key, value in input.object.spec.template.metadata.annotations
	value == stops[key]
	least := least_replicas
	is_number(least)
	least >= 2
}

stops := {
	"karpenter.sh/do-not-disrupt": "true",
	"karpenter.sh/do-not-evict": "true",
	"cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
}

least_replicas := min([autoscaler.min_replicas | some autoscaler in input.facts.autoscalers]) if {
	count(input.facts.autoscalers) > 0
}

least_replicas := object.get(input.object, ["spec", "replicas"], 1) if {
	count(input.facts.autoscalers) == 0
}
