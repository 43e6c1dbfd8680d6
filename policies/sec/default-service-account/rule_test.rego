package kubevet.sec.default_service_account_test

import data.kubevet.sec.default_service_account.deny

judge(account, spec, automount, ignore) := found if {
	found := deny with input as {
		"pod": {"service_account": account, "spec": spec},
		"facts": {"service_account": automount},
		"params": {"SEC048": {"ignore_if_token_off": ignore}},
	}
}

test_default_is_denied if {
	judge("default", {}, {}, true) == {[-1, ["serviceAccountName"], []]}
	count(judge("default", {"automountServiceAccountToken": true}, {"automount": false}, true)) == 1
}

test_others_and_pods_without_token_pass if {
	count(judge("web", {}, {}, true)) == 0
	count(judge("default", {"automountServiceAccountToken": false}, {}, true)) == 0
	count(judge("default", {}, {"automount": false}, true)) == 0
}

test_pods_without_token_can_be_asked_too if {
	count(judge("default", {"automountServiceAccountToken": false}, {"automount": false}, false)) == 1
}
