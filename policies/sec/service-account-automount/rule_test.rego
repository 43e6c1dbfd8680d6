package kubevet.sec.service_account_automount_test

import data.kubevet.sec.service_account_automount.deny

judge(name, object, default_only) := found if {
	found := deny with input as {"name": name, "object": object, "params": {"SEC050": {"default_only": default_only}}}
}

path := ["automountServiceAccountToken"]

fix := [["set", path, false]]

test_absent_and_true_are_denied if {
	judge("web", {}, false) == {[-2, path, [], {"fix": fix}]}
	judge("web", {"automountServiceAccountToken": true}, false) == {[-2, path, [], {"fix": fix}]}
}

test_the_default_account_is_a_warning if {
	judge("default", {}, true) == {[-2, path, [], {"severity": "warning", "variant": "default", "fix": fix}]}
}

test_false_and_accounts_that_are_not_asked_for_pass if {
	count(judge("web", {"automountServiceAccountToken": false}, false)) == 0
	count(judge("default", {"automountServiceAccountToken": false}, false)) == 0
	count(judge("web", {}, true)) == 0
}
