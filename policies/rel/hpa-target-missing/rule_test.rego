package kubevet.rel.hpa_target_missing_test

import data.kubevet.rel.hpa_target_missing.deny

reference := {"path": ["spec", "scaleTargetRef", "name"], "kind": "Deployment", "namespace": "shop", "name": "web"}

autoscaler(missing) := {"facts": {"missing": missing}, "params": data.defaults}

denied := {[-2, ["spec", "scaleTargetRef", "name"], ["Deployment", "web", "shop"]]}

test_a_target_that_is_not_there_is_denied if {
	deny == denied with input as autoscaler([reference])
}

test_a_name_that_comes_near_is_shown if {
	deny == {[-2, ["spec", "scaleTargetRef", "name"], ["Deployment", "web", "shop", "webs"], {"variant": "near"}]}
		with input as autoscaler([object.union(reference, {"nearest": "webs"})])
}

test_other_references_pass if {
	count(deny) == 0 with input as autoscaler([object.union(reference, {"path": ["metadata", "namespace"]})])
	count(deny) == 0 with input as autoscaler([])
}

test_what_exists_elsewhere_can_be_listed if {
	count(deny) == 0 with input as autoscaler([reference]) with input.params.REL005.assume_present as ["*/shop/w*"]
	deny == denied with input as autoscaler([reference]) with input.params.REL005.assume_present as ["Deployment/web", "StatefulSet/*/*"]
}
