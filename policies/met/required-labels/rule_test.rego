package kubevet.met.required_labels_test

import data.kubevet.met.required_labels.deny

item(kind, labels) := {"kind": kind, "name": "web", "object": {"metadata": {"labels": labels}}, "params": data.defaults}

pods(kind, labels) := object.union(item(kind, {"app.kubernetes.io/name": "web", "team": "red"}), {"pod": {"labels": labels}})

path(key) := ["metadata", "labels", key]

test_absent_labels_are_denied if {
	deny == {[-2, path("app.kubernetes.io/name"), ["app.kubernetes.io/name"], {}]} with input as item("Deployment", {"app": "web"})
	deny == {[-2, path("app.kubernetes.io/name"), ["app.kubernetes.io/name"], {}]}
		with input as {"kind": "Job", "name": "x", "object": {"metadata": {}}, "params": data.defaults}
}

test_pod_templates_are_asked_too if {
	deny == {[-3, path("app.kubernetes.io/name"), ["app.kubernetes.io/name"], {"variant": "template"}]} with input as pods("Deployment", {})
	count(deny) == 0 with input as pods("Deployment", {}) with input.params.MET003.in_template as false
	count(deny) == 0 with input as pods("Pod", {})
}

test_values_must_match_as_a_whole if {
	deny == {[-2, path("team"), ["team", "redder", "red|blue"], {"variant": "mismatch"}]}
		with input as item("Deployment", {"team": "redder"}) with input.params.MET003.labels as ["team=red|blue"]
	deny == {[-3, path("team"), ["team", "green", "red|blue"], {"variant": "template_mismatch"}]}
		with input as pods("Deployment", {"team": "green"}) with input.params.MET003.labels as ["team=red|blue"]
	count(deny) == 0 with input as item("Deployment", {"team": "blue"}) with input.params.MET003.labels as ["team=red|blue"]
}

test_presets_add_keys if {
	count(deny) == 5 with input as item("Job", {"app.kubernetes.io/name": "web"}) with input.params.MET003.presets as ["kubecost"]
	count(deny) == 5 with input as item("Job", {"app.kubernetes.io/name": "web"}) with input.params.MET003.presets as ["recommended"]
}

test_other_kinds_pass_unless_all_are_asked_for if {
	count(deny) == 0 with input as item("ConfigMap", {})
	count(deny) == 1 with input as item("ConfigMap", {}) with input.params.MET003.kinds as ["all"]
	count(deny) == 0 with input as item("Deployment", {}) with input.params.MET003.labels as []
}
