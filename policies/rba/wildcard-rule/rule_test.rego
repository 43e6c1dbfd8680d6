package kubevet.rba.wildcard_rule_test

import data.kubevet.rba.wildcard_rule.deny

role(name, rules) := {"kind": "ClusterRole", "name": name, "object": {"rules": rules}, "params": data.defaults}

reading(groups, resources) := {"apiGroups": groups, "resources": resources, "verbs": ["get"]}

test_every_entry_is_judged_once if {
	deny == {
		[-2, ["rules", 1, "verbs", 0], [["verbs", "resources", "apiGroups"]]],
		[-2, ["rules", 2, "resources", 1], [["resources"]]],
	} with input as role("ops", [
		reading([""], ["pods"]),
		{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]},
		reading([""], ["pods", "*/scale"]),
	])
}

test_urls_count_with_their_verbs if {
	deny == {[-2, ["rules", 0, "verbs", 0], [["verbs", "nonResourceURLs"]]]}
		with input as role("ops", [{"nonResourceURLs": ["*"], "verbs": ["*"]}])
	count(deny) == 0 with input as role("ops", [{"nonResourceURLs": ["*"], "verbs": ["get"]}])
}

test_all_groups_alone_are_a_remark if {
	deny == {[-2, ["rules", 0, "apiGroups", 0], [], {"severity": "info", "variant": "groups"}]}
		with input as role("ops", [reading(["*"], ["deployments"])])
}

test_built_in_roles_and_plain_ones_pass if {
	wild := [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}]
	count(deny) == 0 with input as role("cluster-admin", wild)
	count(deny) == 0 with input as role("system:controller:x", wild)
	count(deny) == 0 with input as role("ops", [reading([""], ["pods"])])
	deny with input as role("admin", wild) with input.kind as "Role"
}
