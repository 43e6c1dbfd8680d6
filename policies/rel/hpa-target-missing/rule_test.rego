package kubevet.rel.hpa_target_missing_test

import data.kubevet.rel.hpa_target_missing.deny

reference := {"path": ["spec", "scaleTargetRef", "name"], "kind": "Deployment", "namespace": "shop", "name": "web"}

autoscaler(missing) := {"facts": {"missing": missing}, "params": data.defaults}

denied := {[-2, ["spec", "scaleTargetRef", "name"], ["Deployment", "web", "shop"]]}

test_a_target_that_is_not_there_is_denied if {
	deny == denied with input as autoscaler([reference])
}

test_a_name_that_comes_near_is_shown if {
	deny == {[-2, ["spec", "scaleTargetRef", "name"], ["Deployment", "web", "shop", "webs"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is a {0} `{3}`"]]}]}
		with input as autoscaler([object.union(reference, {"nearest": "webs", "existing": 7})])
}

test_other_references_pass if {
	count(deny) == 0 with input as autoscaler([object.union(reference, {"path": ["metadata", "namespace"]})])
	count(deny) == 0 with input as autoscaler([])
}
