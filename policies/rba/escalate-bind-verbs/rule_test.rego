package kubevet.rba.escalate_bind_verbs_test

import data.kubevet.rba.escalate_bind_verbs.deny

role(groups, resources, verbs) := {
	"name": "ops",
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"params": data.defaults,
}

rbac := "rbac.authorization.k8s.io"

test_escalate_and_bind_are_denied if {
	deny == {[-2, ["rules", 0, "verbs", 1], [["escalate", "bind"], ["roles"]]]} with input as role([rbac], ["roles"], ["get", "escalate", "bind"])
	deny == {[-2, ["rules", 0, "verbs", 0], [["bind"], ["*"]]]} with input as role(["*"], ["*"], ["bind"])
}

test_every_verb_is_denied_on_resources_by_name_only if {
	deny == {[-2, ["rules", 0, "verbs", 0], [["*"], ["rolebindings"]]]} with input as role([rbac], ["rolebindings"], ["*"])
	count(deny) == 0 with input as role(["*"], ["*"], ["*"])
}

test_other_verbs_and_groups_pass if {
	count(deny) == 0 with input as role([rbac], ["roles"], ["get", "create"])
	count(deny) == 0 with input as role([""], ["roles"], ["bind"])
}

test_roles_of_the_cluster_pass if {
	count(deny) == 0 with input as role([rbac], ["roles"], ["bind"]) with input.name as "system:x"
	count(deny) == 0 with input as role([rbac], ["roles"], ["bind"]) with input.object.aggregationRule as {"clusterRoleSelectors": []}
}
