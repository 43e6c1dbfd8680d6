package kubevet.rba.port_forward_test

import data.kubevet.rba.port_forward.deny

role(groups, resources, verbs) := {
	"kind": "ClusterRole",
	"name": "developer",
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"params": data.defaults,
}

test_forwarding_ports_is_denied if {
	deny == {[-2, ["rules", 0, "resources", 1], [["create"], "pods/portforward"]]}
		with input as role([""], ["pods", "pods/portforward"], ["create", "list"])
	deny == {[-2, ["rules", 0, "resources", 0], [["get", "*"], "*/portforward"]]}
		with input as role(["*"], ["*/portforward"], ["get", "*"])
}

test_other_verbs_resources_and_groups_pass if {
	count(deny) == 0 with input as role([""], ["pods/portforward"], ["list", "delete"])
	count(deny) == 0 with input as role([""], ["pods", "pods/log"], ["get", "create"])
	count(deny) == 0 with input as role(["subresources.kubevirt.io"], ["pods/portforward"], ["get"])
}

test_built_in_and_aggregated_roles_pass if {
	forwarding := role([""], ["pods/portforward"], ["create"])
	count(deny) == 0 with input as forwarding with input.name as "system:aggregate-to-edit"
	count(deny) == 0 with input as forwarding with input.name as "edit"
	count(deny) == 1 with input as forwarding with input.name as "edit" with input.kind as "Role"
	count(deny) == 0 with input as forwarding with input.object.aggregationRule as {}
}
