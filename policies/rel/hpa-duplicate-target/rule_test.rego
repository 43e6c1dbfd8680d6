package kubevet.rel.hpa_duplicate_target_test

import data.kubevet.rel.hpa_duplicate_target.deny

autoscaler(kind, spec) := {
	"kind": kind,
	"name": "worker",
	"object": {"metadata": {}, "spec": spec},
	"facts": {"autoscalers": [], "vertical_autoscalers": []},
	"params": data.defaults,
}

hpa := {"id": 4, "kind": "HorizontalPodAutoscaler", "name": "web", "resources": ["cpu"]}

scaled := {"id": 5, "kind": "ScaledObject", "name": "web", "resources": []}

vpa := {"id": 6, "kind": "VerticalPodAutoscaler", "name": "web", "mode": "Off"}

same(field, kind, id) := {[-2, ["spec", field, "name"], [[concat("", [kind, " `web`"])]], {"related": [[id, ["spec", field, "name"], "the same target"]]}]}

vertical(resources) := {[-2, ["spec", "updatePolicy", "updateMode"], ["HorizontalPodAutoscaler", "web", resources], {"variant": "vertical", "related": [[4, ["spec"], "scales by {2}"]]}]}

test_two_of_a_kind_are_denied if {
	deny == same("scaleTargetRef", "HorizontalPodAutoscaler", 4) with input as autoscaler("HorizontalPodAutoscaler", {}) with input.facts.autoscalers as [hpa]
	deny == same("scaleTargetRef", "ScaledObject", 5) with input as autoscaler("ScaledObject", {}) with input.facts.autoscalers as [scaled]
	deny == same("targetRef", "VerticalPodAutoscaler", 6) with input as autoscaler("VerticalPodAutoscaler", {}) with input.facts.vertical_autoscalers as [vpa]
}

test_each_two_are_found_once if {
	count(deny) == 0 with input as autoscaler("HorizontalPodAutoscaler", {}) with input.facts.autoscalers as [hpa] with input.name as "api"
	count(deny) == 0 with input as autoscaler("ScaledObject", {}) with input.facts.autoscalers as [scaled] with input.name as "api"
	count(deny) == 0 with input as autoscaler("VerticalPodAutoscaler", {}) with input.facts.vertical_autoscalers as [vpa] with input.name as "api"
	found := deny with input as autoscaler("ScaledObject", {}) with input.facts.autoscalers as [hpa, scaled]
	[args | some [_, _, args, _] in found] == [[["HorizontalPodAutoscaler `web`", "ScaledObject `web`"]]]
}

test_a_scaled_object_beside_an_hpa_is_found_once if {
	deny == same("scaleTargetRef", "HorizontalPodAutoscaler", 4) with input as autoscaler("ScaledObject", {}) with input.facts.autoscalers as [hpa]
	count(deny) == 0 with input as autoscaler("HorizontalPodAutoscaler", {}) with input.facts.autoscalers as [scaled]
}

test_a_scaled_object_may_take_an_hpa_over if {
	owner := object.union(autoscaler("ScaledObject", {}), {"object": {"metadata": {"annotations": {"scaledobject.keda.sh/transfer-hpa-ownership": "true"}}}})
	count(deny) == 0 with input as owner with input.facts.autoscalers as [hpa]
	deny == same("scaleTargetRef", "ScaledObject", 5) with input as owner with input.facts.autoscalers as [hpa, scaled]
}

test_both_by_the_same_resource_are_denied if {
	deny == vertical(["cpu"]) with input as autoscaler("VerticalPodAutoscaler", {}) with input.facts.autoscalers as [hpa]
	deny == vertical(["cpu"]) with input as autoscaler("VerticalPodAutoscaler", {"updatePolicy": {"updateMode": "InPlaceOrRecreate"}, "resourcePolicy": {"containerPolicies": [{"containerName": "proxy", "mode": "Off"}]}})
		with input.facts.autoscalers as [hpa]
}

test_what_changes_something_else_passes if {
	every mode in ["Off", "Initial"] {
		count(deny) == 0 with input as autoscaler("VerticalPodAutoscaler", {"updatePolicy": {"updateMode": mode}}) with input.facts.autoscalers as [hpa]
	}
	every policy in [{"containerName": "*", "controlledResources": ["memory"]}, {"containerName": "*", "mode": "Off"}] {
		count(deny) == 0 with input as autoscaler("VerticalPodAutoscaler", {"resourcePolicy": {"containerPolicies": [policy]}})
			with input.facts.autoscalers as [hpa]
	}
	count(deny) == 0 with input as autoscaler("VerticalPodAutoscaler", {}) with input.facts.autoscalers as [scaled]
	count(deny) == 0 with input as autoscaler("HorizontalPodAutoscaler", {}) with input.facts.vertical_autoscalers as [vpa]
}
