package kubevet.rba.token_create_test

import data.kubevet.rba.token_create.deny

role(kind, rule) := {"kind": kind, "name": "vault", "object": {"rules": [rule]}, "params": data.defaults}

rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

tokens := rule([""], ["serviceaccounts/token"], ["create"])

test_creating_tokens_is_denied if {
	deny == {[-2, ["rules", 0, "resources", 0], [["create"], "", "serviceaccounts/token"]]} with input as role("ClusterRole", tokens)
	deny == {[-2, ["rules", 0, "resources", 1], [["*"], " of its namespace", "*/token"]]}
		with input as role("Role", rule(["*"], ["pods", "*/token"], ["*"]))
}

test_named_accounts_pass if {
	count(deny) == 0 with input as role("Role", object.union(tokens, {"resourceNames": ["web"]}))
	count(deny) == 1 with input as role("Role", object.union(tokens, {"resourceNames": []}))
}

test_other_verbs_resources_and_roles_pass if {
	count(deny) == 0 with input as role("Role", rule([""], ["serviceaccounts/token"], ["get", "list"]))
	count(deny) == 0 with input as role("Role", rule([""], ["serviceaccounts"], ["create"]))
	count(deny) == 0 with input as role("Role", rule(["example.com"], ["serviceaccounts/token"], ["create"]))
	count(deny) == 0 with input as role("ClusterRole", tokens) with input.name as "system:node"
	count(deny) == 0 with input as role("ClusterRole", tokens) with input.name as "edit"
	count(deny) == 0 with input as role("ClusterRole", tokens) with input.object.aggregationRule as {}
}
