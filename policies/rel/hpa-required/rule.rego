# METADATA
# scope: package
# title: Workloads should have an HPA
# description: >-
#   A workload of the kinds in `kinds` (Deployments, if nothing else is said; StatefulSets and ReplicaSets can be added)
#   should be the target of a HorizontalPodAutoscaler or of a ScaledObject of KEDA.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#   - https://keda.sh/docs/latest/concepts/scaling-deployments/
# custom:
#   id: REL009
#   name: hpa-required
#   severity: info
#   profile: off
#   scope: cross-resource
#   kinds: [Deployment, StatefulSet, ReplicaSet]
#   looks_for: [HorizontalPodAutoscaler, ScaledObject]
#   message: "no HorizontalPodAutoscaler scales {kind} `{name}`"
#   help: "add a HorizontalPodAutoscaler with this workload as its target, and remove `replicas` here"
#   rationale: >-
#     A fixed number of replicas is too many at night and too few when it matters.
#   params:
#     kinds: [Deployment]
#   sources:
#     - kyverno:other/check-hpa-exists
package kubevet.rel.hpa_required

deny contains [-2, ["spec", "replicas"], []] if {
	input.kind in input.params.REL009.kinds
	count(input.facts.autoscalers) == 0
	not input.object.metadata.ownerReferences
}
