package kubevet.rba.wildcard_role_bound_test

import data.kubevet.rba.wildcard_role_bound.deny

binding(kind, role, rules) := {
	"kind": kind,
	"name": "ops",
	"object": {"roleRef": {"kind": "ClusterRole", "name": role}},
	"facts": {"role": {"id": 4, "kind": "ClusterRole", "name": role, "rules": rules}},
	"params": data.defaults,
}

rule(groups, resources, verbs) := {"api_groups": groups, "resources": resources, "verbs": verbs}

everything := [rule([""], ["pods"], ["get"]), rule(["*"], ["*"], ["*"])]

related := [[4, ["rules", 1], "everything is allowed here"]]

test_a_role_with_full_wildcards_is_denied_and_less_severely_in_one_namespace if {
	deny == {[-2, ["roleRef", "name"], ["ClusterRole", "ops", 2], {"related": related}]}
		with input as binding("ClusterRoleBinding", "ops", everything)
	deny == {[-2, ["roleRef", "name"], ["ClusterRole", "ops", 2], {"severity": "warning", "variant": "namespaced", "related": related}]}
		with input as binding("RoleBinding", "ops", everything)
}

test_all_verbs_by_name_are_as_many if {
	verbs := ["create", "delete", "get", "list", "patch", "update", "watch"]
	count(deny) == 1 with input as binding("ClusterRoleBinding", "ops", [rule(["*"], ["*"], verbs)])
	count(deny) == 0 with input as binding("ClusterRoleBinding", "ops", [rule(["*"], ["*"], ["get", "list", "watch"])])
}

test_narrower_and_unknown_roles_pass if {
	count(deny) == 0 with input as binding("ClusterRoleBinding", "ops", [rule(["apps"], ["*"], ["*"])])
	count(deny) == 0 with input as binding("ClusterRoleBinding", "ops", [])
	count(deny) == 0 with input as binding("ClusterRoleBinding", "cluster-admin", everything)
	count(deny) == 0 with input as binding("ClusterRoleBinding", "ops", everything) with input.name as "system:ops"
}
