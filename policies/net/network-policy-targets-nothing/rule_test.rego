package kubevet.net.network_policy_targets_nothing_test

import data.kubevet.net.network_policy_targets_nothing.deny

policy(selector) := {
	"name": "web",
	"namespace": "shop",
	"object": {"spec": {"podSelector": selector}},
	"facts": {"selected": []},
	"params": data.defaults,
}

labelled := policy({"matchLabels": {"app": "webshop"}})

near := {"id": 3, "kind": "Deployment", "name": "web", "key": "app", "wanted": "webshop", "path": ["spec", "template", "metadata", "labels"]}

test_a_policy_that_selects_nothing_is_denied if {
	denied := {[-2, ["spec", "podSelector"], []]}
	deny == denied with input as labelled
	deny == denied with input as policy({"matchExpressions": [{"key": "app", "operator": "Exists"}]})
}

test_selecting_something_or_everything_passes if {
	count(deny) == 0 with input as labelled with input.facts.selected as [{"id": 1}]
	count(deny) == 0 with input as labelled with input.facts.made_elsewhere as true
	count(deny) == 0 with input as policy({})
}

test_the_nearest_pods_are_shown if {
	found := deny with input as labelled with input.facts.nearest as object.union(near, {"found": "web-shop"})
	extra := {"variant": "value", "related": [[3, near.path, "the pods have `{4}`"]]}
	found == {[-2, ["spec", "podSelector", "matchLabels", "app"], ["Deployment", "web", "app", "webshop", "web-shop"], extra]}
}

test_a_missing_label_is_shown if {
	found := deny with input as policy({"matchExpressions": [{"key": "app", "operator": "Exists"}]}) with input.facts.nearest as near
	extra := {"variant": "label", "related": [[3, near.path, "the labels of the pods"]]}
	found == {[-2, ["spec", "podSelector", "matchExpressions"], ["Deployment", "web", "app"], extra]}
}

test_what_is_defined_elsewhere_passes if {
	count(deny) == 0 with input as labelled with input.params.NET005.ignored_labels as ["app"]
	count(deny) == 0 with input as policy({"matchExpressions": [{"key": "app", "operator": "Exists"}]})
		with input.params.NET005.ignored_labels as ["app"]
}
