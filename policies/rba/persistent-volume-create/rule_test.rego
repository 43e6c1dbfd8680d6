package kubevet.rba.persistent_volume_create_test

import data.kubevet.rba.persistent_volume_create.deny

role(groups, resources, verbs) := {
	"name": "storage",
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"params": data.defaults,
}

test_creating_volumes_is_denied if {
	deny == {[-2, ["rules", 0, "resources", 1], [["create"]]]}
		with input as role([""], ["persistentvolumeclaims", "persistentvolumes"], ["get", "create"])
	deny == {[-2, ["rules", 0, "resources", 0], [["*"]]]} with input as role(["*"], ["persistentvolumes"], ["*"])
}

test_claims_reading_and_other_groups_pass if {
	count(deny) == 0 with input as role([""], ["persistentvolumeclaims"], ["create", "delete"])
	count(deny) == 0 with input as role([""], ["persistentvolumes"], ["get", "list", "watch", "patch"])
	count(deny) == 0 with input as role(["example.com"], ["persistentvolumes"], ["create"])
}

test_built_in_and_aggregated_roles_pass if {
	volumes := role([""], ["persistentvolumes"], ["create"])
	count(deny) == 0 with input as volumes with input.name as "system:persistent-volume-provisioner"
	count(deny) == 0 with input as volumes with input.name as "cluster-admin"
	count(deny) == 0 with input as volumes with input.object.aggregationRule as {}
}
