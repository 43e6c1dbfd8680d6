package kubevet.rba.cluster_admin_binding_test

import data.kubevet.rba.cluster_admin_binding.deny

binding(kind, name, role, subject) := {
	"kind": kind,
	"name": name,
	"object": {"roleRef": {"kind": "ClusterRole", "name": role}, "subjects": [{"name": subject}]},
	"params": data.defaults,
}

everywhere := {[-2, ["roleRef", "name"], ["cluster-admin"]]}

test_cluster_admin_is_denied_and_less_severely_in_one_namespace if {
	deny == everywhere with input as binding("ClusterRoleBinding", "ci", "cluster-admin", "deployer")
	deny == {[-2, ["roleRef", "name"], ["cluster-admin"], {"severity": "warning", "variant": "namespaced"}]}
		with input as binding("RoleBinding", "ci", "cluster-admin", "deployer")
}

test_the_built_in_bindings_pass if {
	count(deny) == 0 with input as binding("ClusterRoleBinding", "cluster-admin", "cluster-admin", "system:masters")
	count(deny) == 0 with input as binding("ClusterRoleBinding", "system:x", "cluster-admin", "deployer")
	deny == everywhere with input as binding("ClusterRoleBinding", "cluster-admin", "cluster-admin", "deployer")
}

test_other_roles_pass_unless_named if {
	count(deny) == 0 with input as binding("ClusterRoleBinding", "ci", "admin", "deployer")
	deny == {[-2, ["roleRef", "name"], ["admin"]]} with input as binding("ClusterRoleBinding", "ci", "admin", "deployer")
		with input.params.RBA001.extra_roles as ["admin", "edit"]
}
