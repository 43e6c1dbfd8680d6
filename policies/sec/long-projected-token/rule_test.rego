package kubevet.sec.long_projected_token_test

import data.kubevet.sec.long_projected_token.deny

judge(token) := found if {
	volumes := [{"name": "a"}, {"name": "token", "projected": {"sources": [{"serviceAccountToken": token}]}}]
	found := deny with input as {"pod": {"spec": {"volumes": volumes}}, "params": data.defaults}
}

path := ["volumes", 1, "projected", "sources", 0, "serviceAccountToken", "expirationSeconds"]

test_more_than_a_day_is_denied if {
	judge({"expirationSeconds": 86401}) == {[-1, path, ["token", 86401], {"fix": [["set", path, 3600]]}]}
}

test_a_day_and_the_default_pass if {
	count(judge({"expirationSeconds": 86400})) == 0
	count(judge({"path": "token"})) == 0
}
