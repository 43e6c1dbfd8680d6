package kubevet.rba.default_service_account_binding_test

import data.kubevet.rba.default_service_account_binding.deny

binding(subject) := {
	"namespace": "shop",
	"object": {"roleRef": {"kind": "ClusterRole", "name": "view"}, "subjects": [{"kind": "User", "name": "ops"}, subject]},
	"params": data.defaults,
}

denied(namespace) := {[-2, ["subjects", 1, "name"], ["view", namespace]]}

test_the_default_account_is_denied_in_any_namespace if {
	deny == denied("kube-system") with input as binding({"kind": "ServiceAccount", "name": "default", "namespace": "kube-system"})
	deny == denied("shop") with input as binding({"kind": "ServiceAccount", "name": "default"})
}

test_its_user_name_is_the_same if {
	deny == denied("web") with input as binding({"kind": "User", "name": "system:serviceaccount:web:default"})
	count(deny) == 0 with input as binding({"kind": "User", "name": "corporate:default"})
	count(deny) == 0 with input as binding({"kind": "User", "name": "system:serviceaccount:default:web"})
}

test_other_accounts_users_and_groups_pass if {
	count(deny) == 0 with input as binding({"kind": "ServiceAccount", "name": "web", "namespace": "default"})
	count(deny) == 0 with input as binding({"kind": "User", "name": "default"})
	count(deny) == 0 with input as binding({"kind": "Group", "name": "default"})
}
