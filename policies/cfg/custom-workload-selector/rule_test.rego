package kubevet.cfg.custom_workload_selector_test

import data.kubevet.cfg.custom_workload_selector.deny

config(selector, labels) := {
	"kind": "DeploymentConfig",
	"object": {"spec": {"selector": selector, "template": {"metadata": {"labels": labels}}}},
}

rollout(selector, labels) := object.union(config(selector, labels), {"kind": "Rollout"})

test_a_label_that_is_absent_or_other_is_denied if {
	deny == {[-2, ["spec", "template"], ["app", "web"], {}]} with input as config({"app": "web"}, {"tier": "front"})
	other := {[-2, ["spec", "template", "metadata", "labels", "app"], ["app", "web", "api"], {"variant": "other"}]}
	deny == other with input as config({"app": "web"}, {"app": "api"})
	deny == other with input as rollout({"matchLabels": {"app": "web"}}, {"app": "api"})
	unlabelled := {"kind": "DeploymentConfig", "object": {"spec": {"selector": {"app": "web"}, "template": {}}}}
	count(deny) == 1 with input as unlabelled
}

expressions(operator, values) := {"matchExpressions": [{"key": "app", "operator": operator, "values": values}]}

test_expressions_that_do_not_hold_are_denied if {
	found := {[-2, ["spec", "selector", "matchExpressions", 0], ["In", "app"], {"variant": "expression"}]}
	deny == found with input as rollout(expressions("In", ["web"]), {"app": "api"})
	count(deny) == 1 with input as rollout(expressions("NotIn", ["api"]), {"app": "api"})
	count(deny) == 1 with input as rollout(expressions("Exists", []), {})
	count(deny) == 1 with input as rollout(expressions("DoesNotExist", []), {"app": "api"})
}

test_selectors_that_match_pass if {
	count(deny) == 0 with input as config({"app": "web"}, {"app": "web", "tier": "front"})
	count(deny) == 0 with input as rollout(expressions("In", ["web", "api"]), {"app": "api"})
	count(deny) == 0 with input as rollout(expressions("NotIn", ["web"]), {})
	count(deny) == 0 with input as rollout(expressions("Exists", []), {"app": "api"})
	count(deny) == 0 with input as rollout(expressions("DoesNotExist", []), {})
}

test_templates_that_stand_elsewhere_pass if {
	elsewhere := {"selector": {"matchLabels": {"app": "web"}}, "workloadRef": {"name": "web"}}
	count(deny) == 0 with input as {"kind": "Rollout", "object": {"spec": elsewhere}}
}
