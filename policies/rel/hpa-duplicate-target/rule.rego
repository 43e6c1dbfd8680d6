# METADATA
# scope: package
# title: One workload, one autoscaler
# description: >-
#   No two HorizontalPodAutoscalers, ScaledObjects of KEDA or VerticalPodAutoscalers may have the same target; a
#   ScaledObject makes a HorizontalPodAutoscaler of its own, unless it takes over the one that is there. A
#   VerticalPodAutoscaler that replaces pods (mode `Auto`, `Recreate` or `InPlaceOrRecreate`) must not set the
#   resource by which another autoscaler scales. Of several, the one whose name comes later is reported.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#   - https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md
# custom:
#   id: REL007
#   name: hpa-duplicate-target
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [HorizontalPodAutoscaler, keda.sh/ScaledObject, VerticalPodAutoscaler]
#   message: "{kind} `{name}` targets the same workload as {0}"
#   help: keep one of them, with what all measure
#   variants:
#     vertical:
#       message: "VerticalPodAutoscaler `{name}` sets {2} of a workload that {0} `{1}` scales by {2}"
#       help: "set `updateMode: \"Off\"`, leave {2} out of `controlledResources`, or let {0} `{1}` measure something else"
#   rationale: >-
#     Each of them sets the number of pods by its own count, so that pods come and go all the time, and the
#     autoscaler of Kubernetes stops as soon as it notices. Where one changes the requests and another divides by
#     them, they chase each other.
#   sources:
#     - kyverno:other/prevent-duplicate-hpa
#     - kyverno:other/prevent-duplicate-vpa
package kubevet.rel.hpa_duplicate_target

# One finding tells of all others that come before. A ScaledObject beside an HPA is found at the ScaledObject alone.
deny contains [-2, ["spec", "scaleTargetRef", "name"], [named], extra] if {
	input.kind == "HorizontalPodAutoscaler"
	others := [other | some other in input.facts.autoscalers; other.kind == "HorizontalPodAutoscaler"; other.name < input.name]
	count(others) > 0
	named := names(others)
	extra := {"related": [[other.id, ["spec", "scaleTargetRef", "name"], "the same target"] | some other in others]}
}

deny contains [-2, ["spec", "scaleTargetRef", "name"], [named], extra] if {
	input.kind == "ScaledObject"
	others := [other | some other in input.facts.autoscalers; comes_before(other)]
	count(others) > 0
	named := names(others)
	extra := {"related": [[other.id, ["spec", "scaleTargetRef", "name"], "the same target"] | some other in others]}
}

deny contains [-2, ["spec", "targetRef", "name"], [named], extra] if {
	input.kind == "VerticalPodAutoscaler"
	others := [other | some other in input.facts.vertical_autoscalers; other.name < input.name]
	count(others) > 0
	named := names(others)
	extra := {"related": [[other.id, ["spec", "targetRef", "name"], "the same target"] | some other in others]}
}

deny contains [-2, ["spec", "updatePolicy", "updateMode"], [kind, name, resources], extra] if {
	input.kind == "VerticalPodAutoscaler"
	some other in input.facts.autoscalers
	object.get(input.object, ["spec", "updatePolicy", "updateMode"], "Auto") in {"Auto", "Recreate", "InPlaceOrRecreate"}
	resources := [resource | some resource in other.resources; resource in controlled]
	count(resources) > 0
	kind := other.kind
	name := other.name
	extra := {"variant": "vertical", "related": [[other.id, ["spec"], "scales by {2}"]]}
}

comes_before(other) if {
	other.kind == "ScaledObject"
	other.name < input.name
}

comes_before(other) if {
	other.kind == "HorizontalPodAutoscaler"
	not takes_over
}

# With this annotation KEDA goes on with an HPA that exists.
takes_over if input.object.metadata.annotations["scaledobject.keda.sh/transfer-hpa-ownership"] == "true"

names(others) := [concat("", [other.kind, " `", other.name, "`"]) | some other in others]

# The resources that a VerticalPodAutoscaler sets.
controlled := {"cpu", "memory"} if {
	count(container_policies) == 0
} else := {"cpu", "memory"} if {
	every policy in container_policies {
		policy.mode == "Off"
		policy.containerName != "*"
	}
} else := {resource |
	some policy in container_policies
	object.get(policy, "mode", "Auto") != "Off"
	some resource in object.get(policy, "controlledResources", ["cpu", "memory"])
}

container_policies := object.get(input.object, ["spec", "resourcePolicy", "containerPolicies"], [])
