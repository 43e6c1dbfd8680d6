package kubevet.rba.secrets_write_test

import data.kubevet.rba.secrets_write.deny

role(rule) := {
	"kind": "ClusterRole",
	"name": "issuer",
	"object": {"rules": [rule]},
	"facts": {"granted_by": []},
	"params": data.defaults,
}

rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

named(verbs) := object.union(rule([""], ["secrets"], verbs), {"resourceNames": ["web-tls"]})

denied(at, verbs) := {[-2, ["rules", 0, "resources", at], [verbs], {"severity": "warning", "related": []}]}

test_writing_secrets_is_denied if {
	deny == denied(1, ["create", "delete"]) with input as role(rule([""], ["pods", "secrets"], ["get", "create", "delete"]))
	deny == denied(0, ["create", "update", "patch", "delete"]) with input as role(rule(["*"], ["secrets"], ["*"]))
	deny == denied(0, ["patch"]) with input as role(rule([""], ["*"], ["patch"]))
}

test_names_limit_some_verbs_only if {
	count(deny) == 0 with input as role(named(["get", "update", "patch", "delete"]))
	deny == denied(0, ["create", "deletecollection"]) with input as role(named(["create", "update", "deletecollection"]))
}

test_reading_other_groups_and_built_in_roles_pass if {
	count(deny) == 0 with input as role(rule([""], ["secrets"], ["get", "list", "watch"]))
	count(deny) == 0 with input as role(rule(["example.com"], ["secrets"], ["*"]))
	count(deny) == 0 with input as role(rule(["*"], ["*"], ["*"]))
	count(deny) == 0 with input as role(rule([""], ["secrets"], ["*"])) with input.name as "edit"
	count(deny) == 0 with input as role(rule([""], ["secrets"], ["*"])) with input.name as "system:x"
	count(deny) == 0 with input as role(rule([""], ["secrets"], ["*"])) with input.object.aggregationRule as {}
}

test_a_role_that_is_granted_everywhere_is_an_error_with_its_binding if {
	deny == {[-2, ["rules", 0, "resources", 0], [["create"]], {"severity": "error", "related": [[7, ["subjects"], "granted here"]]}]}
		with input as role(rule([""], ["secrets"], ["create"]))
		with input.facts.granted_by as [{"id": 7, "kind": "ClusterRoleBinding", "name": "b"}]
}
