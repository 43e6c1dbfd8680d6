# METADATA
# scope: package
# title: HPA on utilisation needs requests
# description: >-
#   A HorizontalPodAutoscaler that measures the utilisation of cpu or memory, or a ScaledObject of KEDA with such
#   a trigger, needs a request for it in every container of its target, native sidecars included. Limits count as
#   requests, and so do resources of the pod and defaults of a LimitRange. Without any metric, an autoscaler
#   measures the utilisation of cpu.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work
#   - https://keda.sh/docs/latest/scalers/cpu/
# custom:
#   id: REL008
#   name: hpa-metric-without-request
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [HorizontalPodAutoscaler, keda.sh/ScaledObject]
#   message: "{kind} `{name}` measures the utilisation of {0}, but {1} `{2}` has containers that request none: {3}"
#   help: "set `resources.requests.{0}` in these containers, or measure an `AverageValue`"
#   variants:
#     implied:
#       message: "{kind} `{name}` has no metric, so it measures the utilisation of {0}, but {1} `{2}` has containers that request none: {3}"
#       help: "set `resources.requests.{0}` in these containers, or name what is to be measured in `metrics`"
#   rationale: >-
#     Utilisation is a share of the request. Where one container has none, the autoscaler cannot count, writes
#     events and leaves the number of pods as it is, under any load.
package kubevet.rel.hpa_metric_without_request

deny contains [-2, ["spec", "metrics", i, "resource", "name"], [resource, kind, name, containers], {"related": places}] if {
	input.kind == "HorizontalPodAutoscaler"
	some i, metric in input.object.spec.metrics
	resource := metric.resource.name
	by_share(metric.resource)
	containers := names(resource)
	count(containers) > 0
	places := related(resource)
	kind := input.facts.target.kind
	name := input.facts.target.name
}

deny contains [-2, ["spec", "targetCPUUtilizationPercentage"], ["cpu", kind, name, containers], {"related": places}] if {
	input.kind == "HorizontalPodAutoscaler"
	is_number(input.object.spec.targetCPUUtilizationPercentage)
	containers := names("cpu")
	count(containers) > 0
	places := related("cpu")
	kind := input.facts.target.kind
	name := input.facts.target.name
}

deny contains [-2, ["spec", "metrics"], ["cpu", kind, name, containers], {"variant": "implied", "related": places}] if {
	input.kind == "HorizontalPodAutoscaler"
	count(object.get(input.object, ["spec", "metrics"], [])) == 0
	not input.object.spec.targetCPUUtilizationPercentage
	# Metrics of the first version of the API.
	not input.object.metadata.annotations["autoscaling.alpha.kubernetes.io/metrics"]
	containers := names("cpu")
	count(containers) > 0
	places := related("cpu")
	kind := input.facts.target.kind
	name := input.facts.target.name
}

deny contains [-2, ["spec", "triggers", i, "type"], [resource, kind, name, containers], {"related": places}] if {
	input.kind == "ScaledObject"
	some i, trigger in input.object.spec.triggers
	resource := trigger.type
	"Utilization" in {object.get(trigger, "metricType", ""), object.get(trigger, ["metadata", "type"], "")}
	object.get(trigger, ["metadata", "containerName"], "") == ""
	containers := names(resource)
	count(containers) > 0
	places := related(resource)
	kind := input.facts.target.kind
	name := input.facts.target.name
}

by_share(resource) if resource.target.type == "Utilization"

# The beta versions.
by_share(resource) if resource.targetAverageUtilization

# The containers without a request for a resource.
names(resource) := [concat("", ["`", gap.container, "`"]) |
	some gap in input.facts.target.without_request
	gap.resource == resource
]

related(resource) := [[input.facts.target.id, array.concat(gap.path, ["resources"]), "requests no {0}"] |
	some gap in input.facts.target.without_request
	gap.resource == resource
]
