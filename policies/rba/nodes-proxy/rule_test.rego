package kubevet.rba.nodes_proxy_test

import data.kubevet.rba.nodes_proxy.deny

role(groups, resources, verbs) := {
	"kind": "ClusterRole",
	"name": "metrics",
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"params": data.defaults,
}

denied(at, verbs, resource) := {[-2, ["rules", 0, "resources", at], [verbs, resource], {}]}

wild(at, verbs, resource) := {[-2, ["rules", 0, "resources", at], [verbs, resource], {"variant": "wildcard"}]}

test_the_proxy_of_nodes_is_denied_by_name_and_by_wildcards if {
	deny == denied(1, ["get"], "nodes/proxy") with input as role([""], ["nodes", "nodes/proxy"], ["get", "list"])
	deny == wild(0, ["*"], "*/proxy") with input as role(["*"], ["*/proxy"], ["*"])
	deny == wild(0, ["get"], "*") with input as role([""], ["*"], ["get", "list", "watch"])
}

test_a_role_is_told_that_it_cannot_grant_it if {
	deny == {[-2, ["rules", 0, "resources", 0], [["get"], "nodes/proxy"], {"severity": "info", "variant": "idle"}]}
		with input as role([""], ["nodes/proxy"], ["get"]) with input.kind as "Role"
	count(deny) == 0 with input as role([""], ["*"], ["get"]) with input.kind as "Role"
}

test_other_resources_verbs_and_groups_pass if {
	count(deny) == 0 with input as role([""], ["nodes", "nodes/metrics", "services/proxy"], ["get"])
	count(deny) == 0 with input as role([""], ["nodes/proxy"], ["list", "watch"])
	count(deny) == 0 with input as role(["metrics.k8s.io"], ["*"], ["get"])
	count(deny) == 0 with input as role(["*"], ["*"], ["*"])
}

test_built_in_and_aggregated_roles_pass if {
	proxy := role([""], ["nodes/proxy"], ["get"])
	count(deny) == 0 with input as proxy with input.name as "system:kubelet-api-admin"
	count(deny) == 0 with input as proxy with input.name as "cluster-admin"
	count(deny) == 0 with input as proxy with input.object.aggregationRule as {}
}
