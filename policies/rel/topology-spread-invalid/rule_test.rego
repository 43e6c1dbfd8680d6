package kubevet.rel.topology_spread_invalid_test

import data.kubevet.rel.topology_spread_invalid.deny

good := {
	"maxSkew": 1,
	"topologyKey": "topology.kubernetes.io/zone",
	"whenUnsatisfiable": "ScheduleAnyway",
	"labelSelector": {"matchLabels": {"app": "web"}},
}

pods(constraint) := {
	"kind": "Deployment",
	"group": "apps",
	"object": {"spec": {"selector": {"matchLabels": {"app": "web"}}}},
	"pod": {"labels": {"app": "web"}, "spec": {"topologySpreadConstraints": [constraint]}},
}

selecting(selector) := pods(object.union(object.remove(good, ["labelSelector"]), {"labelSelector": selector}))

unmatched(path) := at("labelSelector", [["app: web"]], {"variant": "unmatched", "related": [[-1, path, "the labels of the pods"]]})

at(field, args, extra) := {[-1, ["topologySpreadConstraints", 0, field], args, extra]}

test_a_good_constraint_passes if {
	count(deny) == 0 with input as pods(good)
	count(deny) == 0 with input as pods(object.union(good, {"whenUnsatisfiable": "DoNotSchedule", "minDomains": 3}))
	count(deny) == 0 with input as selecting({"matchExpressions": [{"key": "app", "operator": "In", "values": ["web"]}, {"key": "pod-template-hash", "operator": "Exists"}]})
}

test_no_selector_is_denied_with_a_fix if {
	fix := [["set", ["topologySpreadConstraints", 0, "labelSelector"], {"matchLabels": {"app": "web"}}]]
	none := object.remove(good, ["labelSelector"])
	deny == at("labelSelector", [], {"fix": fix, "applicability": "safe"}) with input as pods(none)
	deny == at("labelSelector", [], {"fix": fix, "applicability": "unsafe"}) with input as pods(object.union(none, {"whenUnsatisfiable": "DoNotSchedule"}))
	deny == at("labelSelector", [], {}) with input as pods(none) with input.kind as "Pod"
}

test_a_selector_of_others_is_denied if {
	every selector in [
		{"matchLabels": {"app": "api"}},
		{"matchLabels": {"app": "web", "tier": "front"}},
		{"matchExpressions": [{"key": "app", "operator": "In", "values": ["api"]}]},
		{"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]},
		{"matchExpressions": [{"key": "tier", "operator": "Exists"}]},
		{"matchExpressions": [{"key": "app", "operator": "DoesNotExist"}]},
	] {
		deny == unmatched(["spec", "template", "metadata", "labels"]) with input as selecting(selector)
	}
	other := selecting({"matchLabels": {"app": "api"}})
	deny == unmatched(["metadata", "labels"]) with input as other with input.kind as "Pod"
	deny == unmatched(["spec", "jobTemplate", "spec", "template", "metadata", "labels"]) with input as other with input.kind as "CronJob"
	deny == unmatched(["template", "metadata", "labels"]) with input as other with input.kind as "PodTemplate"
	count(deny) == 0 with input as selecting({"matchLabels": {"app": "api"}}) with input.group as "monitoring.coreos.com"
}

test_values_that_the_api_server_refuses_pass if {
	every values in [{"maxSkew": 0}, {"topologyKey": ""}, {"whenUnsatisfiable": "Never"}, {"minDomains": 0}, {"minDomains": 2}] {
		count(deny) == 0 with input as pods(object.union(good, values))
	}
}

test_a_patch_passes if {
	count(deny) == 0 with input as pods(good) with input.pod.labels as {}
	count(deny) == 1 with input as pods(good) with input.pod.labels as {} with input.kind as "Pod"
}
