# METADATA
# scope: package
# title: HPA target must exist in the bundle
# description: >-
#   The workload that a HorizontalPodAutoscaler, a ScaledObject of KEDA or a VerticalPodAutoscaler names should be
#   among the manifests, in the namespace of the autoscaler. Versions may differ. Custom kinds are judged only
#   when the manifests hold some of them.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
# custom:
#   id: REL005
#   name: hpa-target-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [HorizontalPodAutoscaler, keda.sh/ScaledObject, VerticalPodAutoscaler]
#   message: "{kind} `{name}` targets {0} `{1}`, which is not there in namespace `{2}`"
#   help: correct the name, add the {0}, or name it with `--assume-present`
#   rationale: >-
#     An autoscaler without its target does nothing but write events that nobody reads. The workload goes on with
#     the number of replicas it has, until the load comes.
#   variants:
#     near:
#       message: "{kind} `{name}` targets {0} `{1}`, which is not there in namespace `{2}`"
#       help: "correct the name: there is a {0} `{3}`"
#   sources:
#     - kube-linter:dangling-horizontalpodautoscaler
#     - kube-score:horizontalpodautoscaler-has-target
#     - kubescape:C-0300
#     - gatekeeper:general/horizontalpodautoscaler
#     - kyverno:other/verify-vpa-target
package kubevet.rel.hpa_target_missing

deny contains [-2, path, [kind, name, namespace]] if {
	some reference in missing
	not reference.nearest
	path := reference.path
	kind := reference.kind
	name := reference.name
	namespace := reference.namespace
}

deny contains [-2, path, [kind, name, namespace, near], extra] if {
	some reference in missing
	near := reference.nearest
	path := reference.path
	kind := reference.kind
	name := reference.name
	namespace := reference.namespace
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is a {0} `{3}`"]]}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.path[1] in {"scaleTargetRef", "targetRef"}
}
