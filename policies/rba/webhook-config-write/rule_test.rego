package kubevet.rba.webhook_config_write_test

import data.kubevet.rba.webhook_config_write.deny

role(rule) := {"kind": "ClusterRole", "name": "injector", "object": {"rules": [rule]}, "params": data.defaults}

rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

denied(at, verbs, resource) := {[-2, ["rules", 0, "resources", at], [verbs, resource]]}

admission := "admissionregistration.k8s.io"

test_changing_webhooks_is_denied if {
	deny == denied(0, ["update"], "mutatingwebhookconfigurations")
		with input as role(rule([admission], ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"], ["get", "update"]))
	deny == denied(0, ["delete"], "*") with input as role(rule([admission], ["*"], ["delete"]))
	deny == denied(1, ["*"], "validatingwebhookconfigurations")
		with input as role(rule(["*"], ["pods", "validatingwebhookconfigurations"], ["*"]))
}

test_names_make_it_a_warning if {
	own := object.union(rule([admission], ["mutatingwebhookconfigurations"], ["patch"]), {"resourceNames": ["injector"]})
	deny == {[-2, ["rules", 0, "resources", 0], [["patch"], "mutatingwebhookconfigurations"], {"severity": "warning", "variant": "named"}]}
		with input as role(own)
}

test_policies_count_when_asked_for if {
	policies := role(rule([admission], ["validatingadmissionpolicybindings"], ["create"]))
	count(deny) == 0 with input as policies
	count(deny) == 1 with input as policies with input.params.RBA012.include_policies as true
}

test_reading_other_groups_and_built_in_roles_pass if {
	webhooks := ["mutatingwebhookconfigurations"]
	count(deny) == 0 with input as role(rule([admission], webhooks, ["get", "list", "watch"]))
	count(deny) == 0 with input as role(rule(["example.com"], webhooks, ["*"]))
	count(deny) == 0 with input as role(rule(["*"], ["*"], ["*"]))
	count(deny) == 0 with input as role(rule([admission], webhooks, ["*"])) with input.name as "system:x"
	count(deny) == 0 with input as role(rule([admission], webhooks, ["*"])) with input.object.aggregationRule as {}
}
