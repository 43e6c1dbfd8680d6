package kubevet.rba.impersonate_test

import data.kubevet.rba.impersonate.deny

role(rule) := {"name": "proxy", "object": {"rules": [rule]}, "params": data.defaults}

rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

denied(at, whom, severity) := {[-2, ["rules", 0, "verbs", at], [whom], {"severity": severity}]}

test_impersonation_is_denied if {
	deny == denied(1, ["users", "groups"], "error") with input as role(rule([""], ["users", "groups", "pods"], ["get", "impersonate"]))
	deny == denied(0, ["userextras/scopes"], "error")
		with input as role(rule(["authentication.k8s.io"], ["userextras/scopes"], ["impersonate"]))
	deny == denied(0, ["*"], "error") with input as role(rule(["*"], ["*"], ["impersonate"]))
}

test_every_verb_counts_on_resources_by_name_only if {
	deny == denied(0, ["serviceaccounts"], "error") with input as role(rule([""], ["serviceaccounts"], ["*"]))
	count(deny) == 0 with input as role(rule(["*"], ["*"], ["*"]))
}

test_names_make_it_a_warning_unless_they_are_masters if {
	users := rule([""], ["groups"], ["impersonate"])
	deny == denied(0, ["groups"], "warning") with input as role(object.union(users, {"resourceNames": ["readers"]}))
	deny == denied(0, ["groups"], "error") with input as role(object.union(users, {"resourceNames": ["readers", "system:masters"]}))
}

test_other_verbs_groups_and_system_roles_pass if {
	count(deny) == 0 with input as role(rule([""], ["serviceaccounts"], ["get", "create"]))
	count(deny) == 0 with input as role(rule(["example.com"], ["users"], ["impersonate"]))
	count(deny) == 0 with input as role(rule([""], ["users"], ["impersonate"])) with input.name as "system:x"
}
