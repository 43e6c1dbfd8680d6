package kubevet.rba.masters_group_binding_test

import data.kubevet.rba.masters_group_binding.deny

binding(kind, name, role, subject) := {
	"kind": kind,
	"name": name,
	"object": {"roleRef": {"kind": "ClusterRole", "name": role}, "subjects": [{"kind": "User", "name": "ops"}, subject]},
	"params": data.defaults,
}

masters := {"kind": "Group", "name": "system:masters"}

denied := {[-2, ["subjects", 1, "name"], []]}

test_the_group_is_denied_in_both_kinds_of_bindings if {
	deny == denied with input as binding("ClusterRoleBinding", "ops", "view", masters)
	deny == denied with input as binding("RoleBinding", "cluster-admin", "cluster-admin", masters)
}

test_the_built_in_binding_passes_by_its_name_and_role if {
	count(deny) == 0 with input as binding("ClusterRoleBinding", "cluster-admin", "cluster-admin", masters)
	deny == denied with input as binding("ClusterRoleBinding", "cluster-admin", "ops", masters)
	deny == denied with input as binding("ClusterRoleBinding", "ops", "cluster-admin", masters)
}

test_other_groups_and_users_of_that_name_pass if {
	count(deny) == 0 with input as binding("ClusterRoleBinding", "ops", "view", {"kind": "Group", "name": "admins"})
	count(deny) == 0 with input as binding("ClusterRoleBinding", "ops", "view", {"kind": "User", "name": "system:masters"})
}
