package kubevet.rba.secrets_read_test

import data.kubevet.rba.secrets_read.deny

role(rule) := {
	"kind": "ClusterRole",
	"name": "reader",
	"object": {"rules": [rule]},
	"facts": {"granted_by": []},
	"params": data.defaults,
}

rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

denied(at, verbs) := {[-2, ["rules", 0, "resources", at], [verbs], {"severity": "warning", "related": []}]}

test_reading_secrets_is_denied if {
	deny == denied(1, ["get", "list"]) with input as role(rule([""], ["pods", "secrets"], ["create", "get", "list"]))
	deny == denied(0, ["get", "list", "watch"]) with input as role(rule(["*"], ["*", "secrets"], ["*"]))
}

test_getting_named_secrets_passes_but_listing_does_not if {
	named := {"resourceNames": ["web"]}
	count(deny) == 0 with input as role(object.union(rule([""], ["secrets"], ["get"]), named))
	deny == denied(0, ["watch"]) with input as role(object.union(rule([""], ["secrets"], ["watch"]), named))
	deny == denied(0, ["get"]) with input as role(object.union(rule([""], ["secrets"], ["get"]), {"resourceNames": []}))
}

test_writing_and_other_groups_pass if {
	count(deny) == 0 with input as role(rule([""], ["secrets"], ["create", "delete"]))
	count(deny) == 0 with input as role(rule(["example.com"], ["secrets"], ["get"]))
	count(deny) == 0 with input as role(rule([""], ["secrets"], ["get"])) with input.name as "system:x"
}

test_a_role_that_is_granted_everywhere_is_an_error_with_its_binding if {
	deny == {[-2, ["rules", 0, "resources", 0], [["get"]], {"severity": "error", "related": [[7, ["subjects"], "granted here"]]}]}
		with input as role(rule([""], ["secrets"], ["get"]))
		with input.facts.granted_by as [{"id": 7, "kind": "ClusterRoleBinding", "name": "b"}]
}
