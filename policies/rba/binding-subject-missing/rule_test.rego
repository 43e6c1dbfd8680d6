package kubevet.rba.binding_subject_missing_test

import data.kubevet.rba.binding_subject_missing.deny

binding(reference) := {
	"kind": "ClusterRoleBinding",
	"namespace": "default",
	"facts": {"missing": [reference]},
	"params": data.defaults,
}

account := {
	"path": ["subjects", 1, "name"],
	"kind": "ServiceAccount",
	"namespace": "shop",
	"name": "web",
	"others_in_namespace": true,
}

test_a_missing_account_is_denied if {
	deny == {[-2, ["subjects", 1, "name"], ["web", "shop"]]} with input as binding(account)
	deny == {[-2, ["subjects", 1, "name"], ["web", "shop", "webs"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is a ServiceAccount `{2}`"]]}]}
		with input as binding(object.union(account, {"nearest": "webs", "existing": 7}))
}

test_namespaces_of_which_nothing_is_known_pass if {
	unknown := object.union(account, {"others_in_namespace": false})
	count(deny) == 0 with input as binding(unknown)
	count(deny) == 1 with input as binding(unknown) with input.kind as "RoleBinding" with input.namespace as "shop"
}

test_accounts_can_be_assumed_and_roles_are_something_else if {
	count(deny) == 0 with input as binding(object.union(account, {"path": ["roleRef", "name"], "kind": "Role"}))
}
