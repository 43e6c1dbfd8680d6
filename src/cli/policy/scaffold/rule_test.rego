package new_policy_test

test_missing_team_is_denied if {
	count(data.new_policy.deny) == 1 with input as {"object": {"metadata": {"labels": {"app": "web"}}}}
}

test_team_is_accepted if {
	count(data.new_policy.deny) == 0 with input as {"object": {"metadata": {"labels": {"team": "shop"}}}}
}
