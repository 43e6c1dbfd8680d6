package kubevet.obs.service_monitor_targets_nothing_test

import data.kubevet.obs.service_monitor_targets_nothing.deny

monitor(kind, spec) := {
	"kind": kind,
	"namespace": "shop",
	"name": "web",
	"object": {"spec": spec},
	"facts": {"selected": [], "selected_services": [], "made_elsewhere": false, "services_in_run": true, "any_in_reach": true},
	"params": data.defaults,
}

web := monitor("ServiceMonitor", {"selector": {"matchLabels": {"app": "web"}}})

pods := monitor("PodMonitor", {"selector": {"matchExpressions": [{"key": "app", "operator": "Exists"}]}})

near := {"id": 5, "kind": "Service", "name": "web", "key": "app", "wanted": "web", "path": ["metadata", "labels"]}

test_a_selector_that_matches_nothing_is_denied if {
	deny == {[-2, ["spec", "selector"], ["Services", "namespace `shop`"], {"severity": "warning"}]} with input as web
	deny == {[-2, ["spec", "selector"], ["pods", "namespace `shop`"], {"severity": "warning"}]} with input as pods
}

test_namespaces_without_services_are_a_hint if {
	spec := {"selector": {"matchLabels": {"app": "web"}}, "namespaceSelector": {"matchNames": ["a", "b"]}}
	found := deny with input as monitor("ServiceMonitor", spec) with input.facts.any_in_reach as false
	found == {[-2, ["spec", "selector"], ["Services", "namespace `a`, `b`"], {"severity": "info"}]}
	anywhere := deny with input as monitor("ServiceMonitor", object.union(spec, {"namespaceSelector": {"any": true}}))
	anywhere == {[-2, ["spec", "selector"], ["Services", "any namespace"], {"severity": "warning"}]}
}

test_what_comes_near_is_named if {
	deny == {[-2, ["spec", "selector", "matchLabels", "app"], ["Services", "app", "web", "Service `web`", "wep"], {"variant": "value", "related": [[5, ["metadata", "labels"], "the label is here"]]}]}
		with input as web with input.facts.nearest as object.union(near, {"found": "wep"})
	deny == {[-2, ["spec", "selector", "matchExpressions"], ["pods", "app", "Deployment `web`"], {"variant": "label", "related": [[5, ["metadata", "labels"], "the labels are here"]]}]}
		with input as pods with input.facts.nearest as object.union(near, {"kind": "Deployment"})
}

test_an_empty_selector_is_a_hint_unless_namespaces_are_named if {
	deny == {[-2, ["spec", "selector"], ["Services"], {"severity": "info", "variant": "all"}]} with input as monitor("ServiceMonitor", {"selector": {}})
	count(deny) == 0 with input as monitor("ServiceMonitor", {"selector": {}, "namespaceSelector": {"matchNames": ["a"]}})
}

test_what_is_selected_or_cannot_be_known_passes if {
	count(deny) == 0 with input as web with input.facts.selected_services as [{"id": 1}]
	count(deny) == 0 with input as pods with input.facts.selected as [{"id": 1}]
	count(deny) == 0 with input as web with input.facts.made_elsewhere as true
	count(deny) == 0 with input as web with input.facts.services_in_run as false
	count(deny) == 0 with input as pods with input.facts.any_in_reach as false
}
