# METADATA
# scope: package
# title: Workloads with an HPA must not set replicas
# description: >-
#   A workload that a HorizontalPodAutoscaler or ScaledObject of the manifests scales must not set `replicas`. 0 is
#   left out: it switches the autoscaler off.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling
# custom:
#   id: REL006
#   name: hpa-and-static-replicas
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Deployment, StatefulSet, ReplicaSet, ReplicationController, argoproj.io/Rollout]
#   message: "{kind} `{name}` sets `replicas: {0}`, and {1} `{2}` scales it: each apply sets the number back"
#   help: remove `replicas`
#   fix:
#     message: remove `replicas`
#     applicability: unsafe
#   rationale: >-
#     Each deployment of the manifest throws away what the autoscaler did: under load, half of the pods stop at once,
#     and come back one by one.
#   sources:
#     - kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured
package kubevet.rel.hpa_and_static_replicas

deny contains [-2, ["spec", "replicas"], [replicas, kind, name], extra] if {
	replicas := input.object.spec.replicas
	is_number(replicas)
	replicas > 0
	autoscaler := input.facts.autoscalers[0]
	kind := autoscaler.kind
	name := autoscaler.name
	extra := {
		"related": [[autoscaler.id, ["spec", "scaleTargetRef", "name"], "scales it"]],
		"fix": [["remove", ["spec", "replicas"]]],
	}
}
