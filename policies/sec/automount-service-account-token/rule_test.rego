package kubevet.sec.automount_service_account_token_test

import data.kubevet.sec.automount_service_account_token.deny

judge(spec, account) := found if {
	found := deny with input as {
		"pod": {"spec": spec, "service_account": "web"},
		"facts": {"service_account": account},
	}
}

path := ["automountServiceAccountToken"]

fix := [["set", path, false]]

test_nothing_said_is_denied if {
	judge({}, {"roles": []}) == {[-1, path, ["web", []], {"fix": fix}]}
}

test_the_pod_wins_over_its_account if {
	asked := judge({"automountServiceAccountToken": true}, {"automount": false, "roles": []})
	asked == {[-1, path, ["web", []], {"variant": "asked", "fix": fix}]}
	count(judge({"automountServiceAccountToken": false}, {"automount": true, "roles": []})) == 0
}

test_the_account_counts_where_the_pod_says_nothing if {
	count(judge({}, {"automount": false, "roles": []})) == 0
	found := judge({}, {"id": 3, "automount": true, "roles": []})
	found == {[-1, path, ["web", []], {"variant": "account", "fix": fix, "related": [[3, path, "inherited from here"]]}]}
}

test_pods_with_roles_are_told_only_and_shown_the_binding if {
	related := [[4, ["roleRef"], "granted here"]]
	found := judge({}, {"roles": [{"name": "reader", "binding": 4}]})
	found == {[-1, path, ["web", ["`reader`"]], {"severity": "info", "variant": "granted", "related": related}]}
}

test_a_token_for_another_audience_passes if {
	volumes := [{"projected": {"sources": [{"serviceAccountToken": {"audience": "vault"}}]}}]
	count(judge({"volumes": volumes}, {"roles": []})) == 0
}
