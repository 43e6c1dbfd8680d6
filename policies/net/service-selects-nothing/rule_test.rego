package kubevet.net.service_selects_nothing_test

import data.kubevet.net.service_selects_nothing.deny

service(spec) := {
	"namespace": "shop",
	"name": "web",
	"object": {"spec": spec},
	"facts": {"selected": [], "has_endpoints": false},
	"params": data.defaults,
}

web := service({"selector": {"app": "web", "tier": "front"}})

denied := {[-2, ["spec", "selector"], []]}

near := {"id": 5, "kind": "Deployment", "name": "web", "key": "app", "wanted": "web", "path": ["spec", "template", "metadata", "labels"]}

test_a_selector_that_matches_nothing_is_denied if {
	deny == denied with input as web
}

test_the_workload_that_comes_near_is_named if {
	deny == {[-2, ["spec", "selector", "app"], ["Deployment", "web", "app", "web", "wep"], {"variant": "value", "related": [[5, ["spec", "template", "metadata", "labels"], "the pods have `{4}`"]]}]}
		with input as web with input.facts.nearest as object.union(near, {"found": "wep"})
	deny == {[-2, ["spec", "selector", "app"], ["Deployment", "web", "app"], {"variant": "label", "related": [[5, ["spec", "template", "metadata", "labels"], "the labels of the pods"]]}]}
		with input as web with input.facts.nearest as near
}

test_what_is_selected_or_needs_no_pods_passes if {
	count(deny) == 0 with input as web with input.facts.selected as [{"id": 1}]
	count(deny) == 0 with input as web with input.facts.made_elsewhere as true
	count(deny) == 0 with input as web with input.facts.has_endpoints as true
	count(deny) == 0 with input as service({"selector": {}})
	count(deny) == 0 with input as service({"ports": []})
	count(deny) == 0 with input as service({"type": "ExternalName", "selector": {"app": "web"}})
}

test_services_and_labels_can_be_left_out if {
	count(deny) == 0 with input as web with input.params.NET011.ignored_labels as ["tier"]
	deny == denied with input as web with input.params.NET011.ignored_labels as ["other"]
}
