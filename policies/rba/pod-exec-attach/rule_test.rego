package kubevet.rba.pod_exec_attach_test

import data.kubevet.rba.pod_exec_attach.deny

role(groups, resources, verbs) := {
	"name": "debugger",
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"params": data.defaults,
}

test_commands_in_pods_are_denied_once_for_each_entry if {
	deny == {[-2, ["rules", 0, "resources", 1], [["create"], "pods/exec"]]}
		with input as role([""], ["pods", "pods/exec", "pods/attach"], ["create", "delete"])
	deny == {[-2, ["rules", 0, "resources", 0], [["get"], "pods/attach"]]} with input as role([""], ["pods/attach"], ["get"])
	deny == {[-2, ["rules", 0, "resources", 0], [["*"], "*"]]} with input as role(["*"], ["*"], ["*"])
}

test_other_verbs_resources_and_groups_pass if {
	count(deny) == 0 with input as role([""], ["pods/exec"], ["delete"])
	count(deny) == 0 with input as role([""], ["pods", "pods/log"], ["get", "create"])
	count(deny) == 0 with input as role(["apps"], ["*"], ["*"])
}

test_exempt_names_pass if {
	every name in ["admin", "system:node"] {
		count(deny) == 0 with input as role([""], ["pods/exec"], ["create"]) with input.name as name
	}
	deny with input as role([""], ["pods/exec"], ["create"]) with input.name as "administrator"
}
