package kubevet.rba.pod_create_test

import data.kubevet.rba.pod_create.deny

role(groups, resources, verbs) := {
	"kind": "Role",
	"name": "deployer",
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"params": data.defaults,
}

denied(at, verbs, resource) := {[-2, ["rules", 0, "resources", at], [verbs, resource]]}

test_writing_pods_and_workloads_is_denied_once_for_each_entry if {
	deny == denied(1, ["create"], "pods") with input as role([""], ["services", "pods"], ["get", "create"])
	deny == denied(0, ["patch", "update"], "deployments")
		with input as role(["apps"], ["deployments", "daemonsets"], ["patch", "update"])
	deny == denied(0, ["*"], "cronjobs") with input as role(["batch"], ["cronjobs"], ["*"])
	deny == denied(0, ["create"], "*") with input as role([""], ["*"], ["create"])
}

test_updates_can_be_left_out if {
	count(deny) == 0 with input as role(["apps"], ["deployments"], ["patch"]) with input.params.RBA006.include_update as false
	count(deny) == 1 with input as role(["apps"], ["deployments"], ["create"]) with input.params.RBA006.include_update as false
}

test_reading_other_groups_and_full_wildcards_pass if {
	count(deny) == 0 with input as role([""], ["pods"], ["get", "list", "watch", "delete"])
	count(deny) == 0 with input as role(["example.com"], ["pods", "jobs"], ["create"])
	count(deny) == 0 with input as role(["apps"], ["pods", "deployments/scale"], ["update"])
	count(deny) == 0 with input as role(["*"], ["*"], ["*"])
}

test_built_in_and_aggregated_roles_pass if {
	pods := role([""], ["pods"], ["create"])
	count(deny) == 0 with input as pods with input.name as "system:node"
	count(deny) == 0 with input as pods with input.kind as "ClusterRole" with input.name as "edit"
	count(deny) == 1 with input as pods with input.name as "edit"
	count(deny) == 0 with input as pods with input.object.aggregationRule as {}
}
