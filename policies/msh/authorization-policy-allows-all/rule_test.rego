package kubevet.msh.authorization_policy_allows_all_test

import data.kubevet.msh.authorization_policy_allows_all.deny

policy(spec) := {"object": {"spec": spec}, "params": data.defaults}

test_an_empty_rule_is_denied if {
	deny == {[-2, ["spec", "rules", 0], []]} with input as policy({"rules": [{}]})
	deny == {[-2, ["spec", "rules", 1], []]} with input as policy({"action": "ALLOW", "rules": [{"to": [{}]}, {"from": []}]})
}

test_other_policies_pass if {
	count(deny) == 0 with input as policy({})
	count(deny) == 0 with input as policy({"rules": []})
	count(deny) == 0 with input as policy({"action": "DENY", "rules": [{}]})
	count(deny) == 0 with input as policy({"rules": [{"when": [{"key": "a"}]}]})
}
