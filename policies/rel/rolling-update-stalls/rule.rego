# METADATA
# scope: package
# title: Rolling update parameters must make progress
# description: >-
#   A rolling update of a Deployment must leave some pods running: `maxUnavailable` (default 25%, rounded down) must be
#   less than the replicas, or the minimum of an autoscaler. For a single replica that is a remark (info). With
#   `maxSurge: 0`, a percentage of less than one pod says something else than what happens. `max_unavailable` and
#   `max_surge`, numbers or percentages in quotes, set upper bounds. Both at 0 the API server refuses.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
# custom:
#   id: REL025
#   name: rolling-update-stalls
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Deployment]
#   message: "an update of Deployment `{name}` may stop all of its {0} pods at once: `maxUnavailable` is {1}"
#   help: "set `maxUnavailable` to less than {0}, for example `25%`"
#   variants:
#     single:
#       message: "an update of Deployment `{name}` stops its only pod before the new one is ready: `maxUnavailable` is {1}"
#       help: "set `maxUnavailable: 0`, so that the new pod starts first, or run more replicas"
#     rounded:
#       message: "`maxUnavailable: {1}` of {0} replicas is less than one pod, and `maxSurge` is 0: Kubernetes then stops one pod all the same"
#       help: "write `maxUnavailable: 1` if that is meant, else set `maxSurge: 1`"
#     unavailable_bound:
#       message: "an update of Deployment `{name}` may stop {0} pods at once, more than {2}: `maxUnavailable` is {1}"
#       help: "lower `maxUnavailable` to {2}"
#     surge_bound:
#       message: "an update of Deployment `{name}` may start {0} pods on top, more than {2}: `maxSurge` is {1}"
#       help: "lower `maxSurge` to {2}"
#   rationale: >-
#     With all pods unavailable a rolling update is an outage like any other, only less expected. An autoscaler may have
#     left fewer pods than the manifest says when the update comes.
#   params:
#     max_unavailable: ""
#     max_surge: ""
#   sources:
#     - kube-linter:no-rolling-update-strategy
package kubevet.rel.rolling_update_stalls

deny contains [-2, unavailable_path, [replicas, unavailable], {"related": scalers}] if {
	rolls
	replicas > 1
	down(unavailable, replicas) >= replicas
}

deny contains [-2, unavailable_path, [replicas, unavailable], extra] if {
	extra := {"severity": "info", "variant": "single", "related": scalers}
	rolls
	replicas == 1
	down(unavailable, replicas) >= replicas
}

deny contains [-2, unavailable_path, [replicas, unavailable], extra] if {
	extra := {"variant": "rounded", "related": scalers}
	rolls
	input.object.spec.strategy.rollingUpdate.maxSurge in {0, "0%"}
	replicas > 1
	not unavailable in {0, "0%"}
	down(unavailable, replicas) == 0
}

deny contains [-2, unavailable_path, [number, unavailable, bound], extra] if {
	extra := {"variant": "unavailable_bound"}
	bound := input.params.REL025.max_unavailable
	rolls
	number := down(unavailable, replicas)
	number > down(bound, replicas)
	number < replicas
}

deny contains [-2, surge_path, [number, surge, bound], extra] if {
	extra := {"variant": "surge_bound"}
	bound := input.params.REL025.max_surge
	rolls
	number := up(surge, replicas)
	number > up(bound, replicas)
}

unavailable_path := ["spec", "strategy", "rollingUpdate", "maxUnavailable"]

surge_path := ["spec", "strategy", "rollingUpdate", "maxSurge"]

rolls if object.get(input.object, ["spec", "strategy", "type"], "RollingUpdate") == "RollingUpdate"

unavailable := object.get(input.object, ["spec", "strategy", "rollingUpdate", "maxUnavailable"], "25%")

surge := object.get(input.object, ["spec", "strategy", "rollingUpdate", "maxSurge"], "25%")

replicas := min([autoscaler.min_replicas | some autoscaler in input.facts.autoscalers]) if {
	count(input.facts.autoscalers) > 0
} else := number if {
	number := object.get(input.object, ["spec", "replicas"], 1)
	is_number(number)
}

# Whose minimum counts instead of what the Deployment says.
scalers := [[autoscaler.id, minimum[autoscaler.kind], "may leave {0}"] |
	some autoscaler in input.facts.autoscalers
	autoscaler.min_replicas == replicas
]

minimum := {"HorizontalPodAutoscaler": ["spec", "minReplicas"], "ScaledObject": ["spec", "minReplicaCount"]}

# Pods that a number or a percentage stands for; Kubernetes rounds what may be missing down, and what comes on top up.
down(amount, _) := amount if is_number(amount)

down(amount, all) := floor((percentage(amount) * all) / 100) if endswith(amount, "%")

down(amount, _) := whole(amount)

up(amount, _) := amount if is_number(amount)

up(amount, all) := ceil((percentage(amount) * all) / 100) if endswith(amount, "%")

up(amount, _) := whole(amount)

percentage(text) := whole(trim_suffix(text, "%"))

# A number of up to nine digits, and nothing else.
whole(text) := to_number(text) if {
	count(text) in {1, 2, 3, 4, 5, 6, 7, 8, 9}
	trim_left(text, "0123456789") == ""
}
