package kubevet.cfg.service_account_missing_test

import data.kubevet.cfg.service_account_missing.deny

reference := {"path": ["spec", "serviceAccountName"], "kind": "ServiceAccount", "namespace": "shop", "name": "web"}

pods(missing) := {"facts": {"missing": missing}, "params": data.defaults}

denied := {[-2, ["spec", "serviceAccountName"], ["web", "shop"]]}

test_an_account_that_is_not_there_is_denied if {
	deny == denied with input as pods([reference])
}

test_a_name_that_comes_near_is_shown if {
	deny == {[-2, ["spec", "serviceAccountName"], ["web", "shop", "webs"], {"variant": "near"}]}
		with input as pods([object.union(reference, {"nearest": "webs"})])
}

test_other_kinds_pass if {
	count(deny) == 0 with input as pods([object.union(reference, {"kind": "Secret"})])
	count(deny) == 0 with input as pods([])
}

test_what_exists_elsewhere_can_be_listed if {
	count(deny) == 0 with input as pods([reference]) with input.params.CFG008.assume_present as ["ServiceAccount/shop/*"]
	deny == denied with input as pods([reference]) with input.params.CFG008.assume_present as ["Secret/shop/web"]
}
