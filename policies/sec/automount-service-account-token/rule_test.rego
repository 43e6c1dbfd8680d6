package kubevet.sec.automount_service_account_token_test

import data.kubevet.sec.automount_service_account_token.deny

judge(spec, account) := found if {
	found := deny with input as {"pod": {"spec": spec}, "facts": {"service_account": account}}
}

path := ["automountServiceAccountToken"]

test_nothing_said_is_denied if {
	judge({}, {"roles": []}) == {[-1, path, [], {"severity": "warning", "fix": [["set", path, false]]}]}
}

test_the_pod_wins_over_its_account if {
	judge({"automountServiceAccountToken": true}, {"automount": false, "roles": []}) == {[
		-1,
		path,
		[],
		{"severity": "warning", "fix": [["set", path, false]]},
	]}
	count(judge({"automountServiceAccountToken": false}, {"automount": true, "roles": []})) == 0
}

test_the_account_counts_where_the_pod_says_nothing if {
	count(judge({}, {"automount": false, "roles": []})) == 0
}

test_pods_with_roles_are_told_only if {
	judge({}, {"roles": [{"name": "reader"}]}) == {[-1, path, [], {"severity": "info"}]}
}

test_a_token_for_another_audience_passes if {
	volumes := [{"projected": {"sources": [{"serviceAccountToken": {"audience": "vault"}}]}}]
	count(judge({"volumes": volumes}, {"roles": []})) == 0
}
