package kubevet.rba.workload_takeover_role_test

import data.kubevet.rba.workload_takeover_role.deny

pods(spec, roles) := {
	"kind": "Deployment",
	"name": "operator",
	"pod": {"spec": spec, "service_account": "operator"},
	"facts": {"service_account": {"name": "operator", "roles": roles}},
	"params": data.defaults,
}

role(name, rules) := {"kind": "ClusterRole", "name": name, "binding": 5, "cluster_wide": true, "rules": rules}

rule(groups, resources, verbs) := {"api_groups": groups, "resources": resources, "resource_names": [], "verbs": verbs}

admin := [role("cluster-admin", [])]

denied(power, name) := {[-1, ["serviceAccountName"], [power, "operator", "ClusterRole", name], {"severity": "error", "related": [[5, ["roleRef"], "granted here"]]}]}

test_each_power_is_denied if {
	deny == denied("do everything", "cluster-admin") with input as pods({}, admin)
	deny == denied("do everything", "ops") with input as pods({}, [role("ops", [rule(["*"], ["*"], ["*"])])])
	deny == denied("give itself any right", "ops")
		with input as pods({}, [role("ops", [rule(["rbac.authorization.k8s.io"], ["clusterroles"], ["bind"])])])
	deny == denied("act as any user", "ops") with input as pods({}, [role("ops", [rule([""], ["users"], ["impersonate"])])])
	deny == denied("run commands through the kubelets", "ops")
		with input as pods({}, [role("ops", [rule([""], ["nodes/proxy"], ["get"])])])
	deny == denied("change how requests are admitted", "ops")
		with input as pods({}, [role("ops", [rule(["admissionregistration.k8s.io"], ["mutatingwebhookconfigurations"], ["patch"])])])
	deny == denied("start pods anywhere", "ops") with input as pods({}, [role("ops", [rule(["apps"], ["deployments"], ["*"])])])
	deny == denied("start pods anywhere and read all Secrets", "edit") with input as pods({}, [role("edit", [])])
}

test_reading_all_secrets_is_a_warning if {
	warned := {[-1, ["serviceAccountName"], ["read all Secrets", "operator", "ClusterRole", "ops"], {"severity": "warning", "related": [[5, ["roleRef"], "granted here"]]}]}
	deny == warned with input as pods({}, [role("ops", [rule([""], ["secrets"], ["list"])])])
	deny == warned with input as pods({}, [role("ops", [rule([""], ["*"], ["get"])])])
	named := object.union(rule([""], ["secrets"], ["get"]), {"resource_names": ["web"]})
	count(deny) == 0 with input as pods({}, [role("ops", [named])])
}

test_the_gravest_right_is_named_once if {
	reading := role("reader", [rule([""], ["secrets"], ["list"])])
	deny == denied("do everything", "cluster-admin") with input as pods({}, [reading, role("cluster-admin", []), role("edit", [])])
	deny == denied("give itself any right", "ops")
		with input as pods({}, [role("ops", [rule([""], ["secrets"], ["*"]), rule(["rbac.authorization.k8s.io"], ["roles"], ["escalate"])])])
}

test_pods_without_a_token_pass if {
	count(deny) == 0 with input as pods({"automountServiceAccountToken": false}, admin)
	count(deny) == 0 with input as pods({}, admin) with input.facts.service_account.automount as false
	count(deny) == 1 with input as pods({"automountServiceAccountToken": true}, admin)
		with input.facts.service_account.automount as false
	projected := {"automountServiceAccountToken": false, "volumes": [{"projected": {"sources": [{"serviceAccountToken": {"path": "token"}}]}}]}
	count(deny) == 1 with input as pods(projected, admin)
	other := {"automountServiceAccountToken": false, "volumes": [{"projected": {"sources": [{"serviceAccountToken": {"audience": "vault"}}]}}]}
	count(deny) == 0 with input as pods(other, admin)
}

test_narrow_roles_and_those_of_one_namespace_pass if {
	count(deny) == 0 with input as pods({}, [object.union(role("cluster-admin", []), {"cluster_wide": false})])
	count(deny) == 0 with input as pods({}, [role("ops", [rule([""], ["pods", "configmaps"], ["get", "list", "create"])])])
	count(deny) == 0 with input as pods({}, [role("system:ops", [rule(["*"], ["*"], ["*"])])])
	count(deny) == 0 with input as pods({}, [role("view", [])])
	count(deny) == 0 with input as pods({}, [])
}
