package kubevet.rba.authenticated_group_binding_test

import data.kubevet.rba.authenticated_group_binding.deny

binding(role, group, rules) := {
	"kind": "ClusterRoleBinding",
	"name": "open",
	"object": {
		"roleRef": {"kind": "ClusterRole", "name": role},
		"subjects": [{"kind": "User", "name": "ops"}, {"kind": "Group", "name": group}],
	},
	"facts": {"role": {"id": 4, "kind": "ClusterRole", "name": role, "rules": rules}},
	"params": data.defaults,
}

related := [[4, ["rules"], "this is what the role allows"]]

everybody := "system:authenticated"

denied(role, severity) := {[-2, ["subjects", 1, "name"], [role, "system:authenticated", "to everybody with any credentials"], {"severity": severity, "related": related}]}

rule(groups, resources, verbs) := [{"api_groups": groups, "resources": resources, "verbs": verbs}]

test_the_group_of_all_users_is_denied if {
	deny == denied("view", "warning") with input as binding("view", everybody, [])
	deny == denied("edit", "error") with input as binding("edit", everybody, [])
}

test_what_the_role_reaches_makes_it_an_error if {
	every rules in [
		rule([""], ["secrets"], ["list"]),
		rule([""], ["pods/exec"], ["get"]),
		rule(["batch"], ["cronjobs"], ["patch"]),
		rule(["rbac.authorization.k8s.io"], ["rolebindings"], ["create"]),
	] {
		deny == denied("ops", "error") with input as binding("ops", everybody, rules)
	}
	deny == denied("ops", "warning") with input as binding("ops", everybody, rule([""], ["pods", "configmaps"], ["get"]))
	deny == denied("ops", "warning") with input as binding("ops", everybody, rule(["apps"], ["secrets"], ["get"]))
}

test_all_service_accounts_are_a_warning if {
	deny == {[-2, ["subjects", 1, "name"], ["edit", "system:serviceaccounts", "to the pods of all namespaces"], {"severity": "warning", "related": related}]}
		with input as binding("edit", "system:serviceaccounts", [])
}

test_discovery_and_smaller_groups_pass if {
	count(deny) == 0 with input as binding("system:discovery", everybody, [])
	count(deny) == 0 with input as binding("view", "system:serviceaccounts:shop", [])
	count(deny) == 0 with input as binding("view", "developers", [])
	count(deny) == 0 with input as binding("view", everybody, []) with input.name as "system:open"
}
