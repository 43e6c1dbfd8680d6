package kubevet.scr.env_reference_missing_test

import data.kubevet.scr.env_reference_missing.deny

reference := {"path": ["spec", "x"], "kind": "Secret", "namespace": "shop", "name": "web-db", "others_in_run": true}

pods(fields) := {"facts": {"missing": [object.union(reference, fields)]}, "params": data.defaults}

denied := {[-2, ["spec", "x"], ["Secret", "web-db", "shop"]]}

test_what_is_not_there_is_denied if {
	deny == denied with input as pods({})
	deny == {[-2, ["spec", "x"], ["Secret", "web-db", "shop", "web"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is a {0} `{3}`"]]}]} with input as pods({"nearest": "web", "existing": 7})
}

test_a_key_that_is_not_there_is_denied if {
	deny == {[-2, ["spec", "x"], ["Secret", "web-db", "user"], {"variant": "key", "related": [[7, ["metadata", "name"], "the {0}"]]}]} with input as pods({"key": "user", "existing": 7})
	deny == {[-2, ["spec", "x"], ["Secret", "web-db", "user", "users"], {"variant": "near_key", "related": [[7, ["metadata", "name"], "the {0}"]]}]}
		with input as pods({"key": "user", "nearest": "users", "existing": 7})
}

test_kinds_of_which_there_are_none_pass if {
	count(deny) == 0 with input as pods({"others_in_run": false})
	count(deny) == 0 with input as pods({"kind": "ServiceAccount"})
}

test_names_can_be_ignored if {
	count(deny) == 0 with input as pods({}) with input.params.SCR005.ignored_secrets as ["web-*"]
	deny == denied with input as pods({}) with input.params.SCR005.ignored_configmaps as ["*"]
	count(deny) == 0 with input as pods({"kind": "ConfigMap"}) with input.params.SCR005.ignored_configmaps as ["*"]
}
