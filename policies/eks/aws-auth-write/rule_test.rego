package kubevet.eks.aws_auth_write_test

import data.kubevet.eks.aws_auth_write.deny

role(name, namespace, rule) := {
	"kind": "Role",
	"name": name,
	"namespace": namespace,
	"object": {"rules": [rule]},
	"facts": {"aws": true},
}

rule(resources, verbs, names) := {"apiGroups": [""], "resources": resources, "verbs": verbs, "resourceNames": names}

denied := {[-2, ["rules", 0, "resourceNames", 1], [["update"]]]}

all := {[-2, ["rules", 0, "resources", 0], [["do everything with"]], {"variant": "all", "severity": "warning"}]}

test_writing_aws_auth_is_denied if {
	deny == denied with input as role("deploy", "shop", rule(["configmaps"], ["get", "update"], ["other", "aws-auth"]))
}

test_writing_all_config_maps_of_kube_system_is_a_warning_on_aws if {
	deny == all with input as role("deploy", "kube-system", rule(["configmaps"], ["*"], []))
	count(deny) == 0 with input as role("deploy", "kube-system", rule(["configmaps"], ["*"], []))
		with input.facts as {}
	count(deny) == 0 with input as role("deploy", "shop", rule(["configmaps"], ["*"], []))
}

test_reading_and_other_things_pass if {
	count(deny) == 0 with input as role("deploy", "kube-system", rule(["configmaps"], ["get"], ["aws-auth"]))
	count(deny) == 0 with input as role("deploy", "kube-system", rule(["configmaps"], ["update"], ["coredns"]))
	count(deny) == 0 with input as role("deploy", "kube-system", rule(["secrets"], ["*"], []))
	count(deny) == 0 with input as role("system:x", "kube-system", rule(["configmaps"], ["*"], ["aws-auth"]))
}
