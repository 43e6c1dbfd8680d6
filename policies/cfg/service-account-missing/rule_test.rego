package kubevet.cfg.service_account_missing_test

import data.kubevet.cfg.service_account_missing.deny

reference := {"path": ["spec", "serviceAccountName"], "kind": "ServiceAccount", "namespace": "shop", "name": "web"}

pods(missing) := {"facts": {"missing": missing}, "params": data.defaults}

denied := {[-2, ["spec", "serviceAccountName"], ["web", "shop"]]}

test_an_account_that_is_not_there_is_denied if {
	deny == denied with input as pods([reference])
}

test_a_name_that_comes_near_is_shown if {
	deny == {[-2, ["spec", "serviceAccountName"], ["web", "shop", "webs"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is a ServiceAccount `{2}`"]]}]}
		with input as pods([object.union(reference, {"nearest": "webs", "existing": 7})])
}

test_other_kinds_pass if {
	count(deny) == 0 with input as pods([object.union(reference, {"kind": "Secret"})])
	count(deny) == 0 with input as pods([])
}
