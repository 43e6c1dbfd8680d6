package kubevet.rba.role_binding_write_test

import data.kubevet.rba.role_binding_write.deny

role(groups, resources, verbs) := {
	"kind": "ClusterRole",
	"name": "tenants",
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"params": data.defaults,
}

denied(at, verbs, resource) := {[-2, ["rules", 0, "resources", at], [verbs, resource]]}

rbac := "rbac.authorization.k8s.io"

test_writing_roles_and_bindings_is_denied if {
	deny == denied(0, ["create", "patch"], "rolebindings") with input as role([rbac], ["rolebindings", "roles"], ["get", "create", "patch"])
	deny == denied(1, ["*"], "clusterroles") with input as role(["*"], ["pods", "clusterroles"], ["*"])
	deny == denied(0, ["update"], "*") with input as role([rbac], ["*"], ["update"])
}

test_reading_deleting_and_other_groups_pass if {
	count(deny) == 0 with input as role([rbac], ["roles", "rolebindings"], ["get", "list", "watch", "delete"])
	count(deny) == 0 with input as role(["example.com"], ["roles", "*"], ["create"])
	count(deny) == 0 with input as role(["*"], ["*"], ["create"])
}

test_built_in_and_aggregated_roles_pass if {
	bindings := role([rbac], ["rolebindings"], ["create"])
	count(deny) == 0 with input as bindings with input.name as "system:aggregate-to-admin"
	count(deny) == 0 with input as bindings with input.name as "admin"
	count(deny) == 1 with input as bindings with input.kind as "Role" with input.name as "admin"
	count(deny) == 0 with input as bindings with input.object.aggregationRule as {}
}
