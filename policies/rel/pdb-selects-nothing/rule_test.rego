package kubevet.rel.pdb_selects_nothing_test

import data.kubevet.rel.pdb_selects_nothing.deny

budget(spec) := {
	"namespace": "shop",
	"name": "web",
	"object": {"spec": spec},
	"facts": {"selected": []},
	"params": data.defaults,
}

web := budget({"selector": {"matchLabels": {"app": "web"}}})

near := {"id": 5, "kind": "Deployment", "name": "web", "key": "app", "wanted": "web", "path": ["spec", "template", "metadata", "labels"]}

denied := {[-2, ["spec", "selector"], []]}

test_a_selector_that_matches_nothing_is_denied if {
	deny == denied with input as web
	deny == denied with input as budget({"selector": {"matchExpressions": [{"key": "app", "operator": "Exists"}]}})
}

test_the_workload_that_comes_near_is_named if {
	deny == {[-2, ["spec", "selector", "matchLabels", "app"], ["Deployment", "web", "app", "web", "wep"], {"variant": "value", "related": [[5, ["spec", "template", "metadata", "labels"], "the pods have `{4}`"]]}]}
		with input as web with input.facts.nearest as object.union(near, {"found": "wep"})
	deny == {[-2, ["spec", "selector", "matchLabels", "app"], ["Deployment", "web", "app"], {"variant": "label", "related": [[5, ["spec", "template", "metadata", "labels"], "the labels of the pods"]]}]}
		with input as web with input.facts.nearest as near
}

test_no_selector_is_an_error_and_an_empty_one_a_remark if {
	deny == {[-2, ["spec", "selector"], [], {"severity": "error", "variant": "absent"}]} with input as budget({"minAvailable": 1})
	deny == {[-2, ["spec", "selector"], [], {"severity": "info", "variant": "all"}]} with input as budget({"selector": {}})
}

test_what_selects_pods_or_is_known_passes if {
	count(deny) == 0 with input as web with input.facts.selected as [{"id": 1}]
	count(deny) == 0 with input as web with input.facts.made_elsewhere as true
}
