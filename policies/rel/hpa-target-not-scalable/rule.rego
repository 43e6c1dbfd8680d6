# METADATA
# scope: package
# title: DaemonSet and Job must not be autoscaled
# description: >-
#   The target of a HorizontalPodAutoscaler, or of a ScaledObject of KEDA, must be of a kind that has a scale: not a
#   DaemonSet, Job, CronJob or Pod of Kubernetes itself.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#   - https://keda.sh/docs/latest/reference/scaledjob-spec/
# custom:
#   id: REL032
#   name: hpa-target-not-scalable
#   severity: error
#   profile: default
#   scope: object
#   kinds: [HorizontalPodAutoscaler, keda.sh/ScaledObject]
#   message: "{kind} `{name}` targets a {0}, which has no number of replicas"
#   help: "target a Deployment or StatefulSet, or remove the {kind}"
#   variants:
#     job:
#       message: "{kind} `{name}` targets a {0}, which has no number of replicas"
#       help: "set `parallelism` in the {0}, or use a ScaledJob of KEDA that starts Jobs as they are needed"
#   rationale: >-
#     The autoscaler asks for the scale of its target and gets an error, again and again. A DaemonSet has one pod per
#     node, and a Job as many as it says.
#   sources:
#     - gatekeeper:general/horizontalpodautoscaler
package kubevet.rel.hpa_target_not_scalable

deny contains [-2, ["spec", "scaleTargetRef", "kind"], [kind]] if {
	kind := input.object.spec.scaleTargetRef.kind
	kind in {"DaemonSet", "Pod"}
	of_kubernetes
}

deny contains [-2, ["spec", "scaleTargetRef", "kind"], [kind], {"variant": "job"}] if {
	kind := input.object.spec.scaleTargetRef.kind
	kind in {"Job", "CronJob"}
	of_kubernetes
}

# Others have kinds with the same names, which may well scale.
of_kubernetes if {
	version := object.get(input.object, ["spec", "scaleTargetRef", "apiVersion"], "")
	split(version, "/")[0] in {"", "v1", "apps", "batch", "extensions"}
}
