package kubevet.rba.service_status_write_test

import data.kubevet.rba.service_status_write.deny

role(groups, resources, verbs) := {
	"kind": "ClusterRole",
	"name": "balancer",
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"facts": {"granted_by": []},
	"params": data.defaults,
}

binding(kind, name) := {
	"kind": "ClusterRoleBinding",
	"name": "balancer",
	"object": {"subjects": [{"kind": "Group", "name": "people"}, {"kind": kind, "name": name}]},
	"facts": {
		"granted_by": [],
		"role": {"id": 3, "name": "balancer", "rules": [
			{"api_groups": [""], "resources": ["services"], "verbs": ["get"]},
			{"api_groups": [""], "resources": ["services/status"], "verbs": ["patch"]},
		]},
	},
	"params": data.defaults,
}

related := [[3, ["rules", 1, "resources"], "the role allows it here"]]

test_writing_the_status_is_denied if {
	deny == {[-2, ["rules", 0, "resources", 1], [["patch"], "services/status"]]}
		with input as role([""], ["services", "services/status"], ["get", "patch"])
	deny == {[-2, ["rules", 0, "resources", 0], [["*"], "*/status"]]} with input as role(["*"], ["*/status"], ["*"])
}

test_a_granted_role_is_reported_at_the_binding if {
	count(deny) == 0 with input as role([""], ["services/status"], ["patch"]) with input.facts.granted_by as [{"id": 1}]
	deny == {[-2, ["subjects", 1, "name"], [["patch"], "services/status", "web"], {"severity": "error", "variant": "granted", "related": related}]}
		with input as binding("ServiceAccount", "web")
	deny == {[-2, ["subjects", 1, "name"], [["patch"], "services/status", "system:nodes"], {"severity": "error", "variant": "granted", "related": related}]}
		with input as binding("Group", "system:nodes")
	deny == {[-2, ["subjects", 0, "name"], [["patch"], "services/status", "people"], {"variant": "granted", "related": related}]}
		with input as binding("Group", "others")
}

test_other_verbs_resources_and_roles_pass if {
	count(deny) == 0 with input as role([""], ["services/status"], ["get"])
	count(deny) == 0 with input as role([""], ["services", "pods/status"], ["patch"])
	count(deny) == 0 with input as role(["serving.knative.dev"], ["services/status"], ["patch"])
	count(deny) == 0 with input as role([""], ["services/status"], ["patch"]) with input.name as "system:x"
	count(deny) == 0 with input as role([""], ["services/status"], ["patch"]) with input.name as "admin"
	count(deny) == 0 with input as role([""], ["services/status"], ["patch"]) with input.object.aggregationRule as {}
	count(deny) == 0 with input as binding("User", "web") with input.facts.role.rules as []
	count(deny) == 0 with input as binding("User", "web") with input.facts.role.name as "system:x"
}
