package kubevet.rba.endpoints_edit_aggregated_test

import data.kubevet.rba.endpoints_edit_aggregated.deny

role(name, groups, resources, verbs) := {
	"name": name,
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"params": data.defaults,
}

edit := "system:aggregate-to-edit"

denied(at, verbs, resource) := {[-2, ["rules", 0, "resources", at], [verbs, resource]]}

test_writing_endpoints_is_denied if {
	deny == denied(1, ["create", "patch"], "endpoints")
		with input as role(edit, [""], ["configmaps", "endpoints"], ["create", "delete", "patch"])
	deny == denied(0, ["*"], "endpointslices") with input as role(edit, ["discovery.k8s.io"], ["endpointslices"], ["*"])
	deny == denied(0, ["update"], "*") with input as role(edit, [""], ["*"], ["update"])
}

test_reading_and_other_roles_pass if {
	count(deny) == 0 with input as role(edit, [""], ["endpoints"], ["get", "list", "watch"])
	count(deny) == 0 with input as role(edit, [""], ["configmaps", "endpointslices"], ["create"])
	count(deny) == 0 with input as role("system:aggregate-to-view", [""], ["endpoints"], ["create"])
}
