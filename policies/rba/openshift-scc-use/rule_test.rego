package kubevet.rba.openshift_scc_use_test

import data.kubevet.rba.openshift_scc_use.deny

role(rule) := {"kind": "Role", "name": "web", "object": {"rules": [rule]}, "params": data.defaults}

rule(groups, resources, names, verbs) := {"apiGroups": groups, "resources": resources, "resourceNames": names, "verbs": verbs}

openshift := ["security.openshift.io"]

constraints := ["securitycontextconstraints"]

binding(role, subjects) := {
	"kind": "RoleBinding",
	"name": "web",
	"object": {"roleRef": {"kind": "ClusterRole", "name": role}, "subjects": subjects},
	"params": data.defaults,
}

test_use_of_powerful_constraints_is_denied if {
	deny == {[-2, ["rules", 0, "resourceNames", 1], [["anyuid", "privileged"]]]}
		with input as role(rule(openshift, constraints, ["mine", "anyuid", "privileged"], ["use"]))
	deny == {[-2, ["rules", 0, "resourceNames", 0], [["hostaccess"]]]}
		with input as role(rule(["*"], constraints, ["hostaccess"], ["*"]))
}

test_use_of_all_constraints_is_denied if {
	deny == {[-2, ["rules", 0, "resources", 0], [], {"variant": "all"}]} with input as role(rule(openshift, constraints, [], ["use"]))
	deny == {[-2, ["rules", 0, "resources", 0], [], {"variant": "all"}]} with input as role(rule(openshift, ["*"], [], ["*"]))
}

test_bindings_of_the_same_are_denied if {
	deny == {[-2, ["roleRef", "name"], [["anyuid"]]]} with input as binding("system:openshift:scc:anyuid", [])
	deny == {[-2, ["roleRef", "name"], [["all"]], {"variant": "self_provisioner"}]}
		with input as binding("self-provisioner", [{"kind": "Group", "name": "all"}])
}

test_other_constraints_verbs_and_empty_bindings_pass if {
	count(deny) == 0 with input as role(rule(openshift, constraints, ["nonroot-v2"], ["use"]))
	count(deny) == 0 with input as role(rule(openshift, constraints, [], ["get", "list"]))
	count(deny) == 0 with input as role(rule(["*"], ["*"], [], ["*"]))
	count(deny) == 0 with input as role(rule(openshift, constraints, [], ["use"])) with input.name as "system:openshift:scc:anyuid"
	count(deny) == 0 with input as binding("system:openshift:scc:nonroot-v2", [])
	count(deny) == 0 with input as binding("self-provisioner", [])
}

test_the_list_can_be_changed if {
	count(deny) == 0 with input as binding("system:openshift:scc:anyuid", []) with input.params.RBA031.sccs as ["privileged"]
}
