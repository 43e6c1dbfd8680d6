# METADATA
# scope: package
# title: HPA minReplicas should be at least two
# description: >-
#   A HorizontalPodAutoscaler should have `minReplicas`, and a ScaledObject of KEDA `minReplicaCount`, of at least
#   `min`. An absent `minReplicas` is 1. A ScaledObject whose minimum is 0, as it is when absent, passes: it
#   scales to zero on purpose; so does one with `idleReplicaCount: 0`. A `minReplicas` of 0 the API server judges itself.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#   - https://keda.sh/docs/latest/reference/scaledobject-spec/
# custom:
#   id: REL003
#   name: hpa-min-replicas
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [HorizontalPodAutoscaler, keda.sh/ScaledObject]
#   message: "{kind} `{name}` scales down to {0}{3}, fewer than {1}"
#   help: "set `{2}: {1}` or more"
#   fix:
#     message: 'set `{2}: {1}`'
#     applicability: unsafe
#   rationale: >-
#     When there is little load, the autoscaler leaves a single pod. Then every drained node and every crash is an
#     outage, and the next burst of requests meets one pod.
#   params:
#     min: 2
#   sources:
#     - kube-linter:hpa-minimum-three-replicas
#     - kube-score:horizontalpodautoscaler-replicas
#     - polaris:hpaMinAvailability
#     - gatekeeper:general/horizontalpodautoscaler
package kubevet.rel.hpa_min_replicas

deny contains [-2, ["spec", "minReplicas"], [least, input.params.REL003.min, "minReplicas", origin], extra] if {
	input.kind == "HorizontalPodAutoscaler"
	least := object.get(input.object, ["spec", "minReplicas"], 1)
	is_number(least)
	least > 0
	least < input.params.REL003.min
	extra := fix("minReplicas", object.get(input.object, ["spec", "maxReplicas"], 0))
}

deny contains [-2, ["spec", "minReplicaCount"], [least, input.params.REL003.min, "minReplicaCount", ""], extra] if {
	input.kind == "ScaledObject"
	least := input.object.spec.minReplicaCount
	is_number(least)
	least > 0
	least < input.params.REL003.min
	object.get(input.object, ["spec", "idleReplicaCount"], null) != 0
	extra := fix("minReplicaCount", object.get(input.object, ["spec", "maxReplicaCount"], 100))
}

origin := "" if input.object.spec.minReplicas

origin := ", the default" if not input.object.spec.minReplicas

# The maximum must leave room.
fix(field, most) := {"fix": [["set", ["spec", field], input.params.REL003.min]]} if most > input.params.REL003.min

fix(_, most) := {} if most <= input.params.REL003.min
