package kubevet.eks.aws_node_irsa_test

import data.kubevet.eks.aws_node_irsa.deny

judge(kind, name, namespace, object_) := found if {
	found := deny with input as {"kind": kind, "name": name, "namespace": namespace, "object": object_}
}

daemon(spec) := {"spec": {"template": {"spec": spec}}}

path := ["spec", "template", "spec", "serviceAccountName"]

role := ["metadata", "annotations", "eks.amazonaws.com/role-arn"]

test_the_default_account_is_denied if {
	judge("DaemonSet", "aws-node", "kube-system", daemon({})) == {[-2, path, []]}
	judge("DaemonSet", "aws-node", "kube-system", daemon({"serviceAccountName": "default"})) == {[-2, path, []]}
	count(judge("DaemonSet", "aws-node", "kube-system", daemon({"serviceAccountName": "aws-node"}))) == 0
}

test_an_account_without_role_is_a_hint if {
	judge("ServiceAccount", "aws-node", "kube-system", {}) == {[-2, role, [], {"severity": "info", "variant": "role"}]}
	count(judge("ServiceAccount", "aws-node", "kube-system", {"metadata": {"annotations": {"eks.amazonaws.com/role-arn": "arn"}}})) == 0
}

test_others_pass if {
	count(judge("DaemonSet", "agent", "kube-system", daemon({}))) == 0
	count(judge("DaemonSet", "aws-node", "shop", daemon({}))) == 0
	count(judge("ServiceAccount", "agent", "kube-system", {})) == 0
}

test_another_account_without_role_is_a_hint if {
	plugin := {
		"kind": "DaemonSet",
		"name": "aws-node",
		"namespace": "kube-system",
		"object": daemon({"serviceAccountName": "cni"}),
		"facts": {"service_account": {"id": 2, "name": "cni", "annotations": {}}},
	}
	extra := {"severity": "info", "variant": "account", "related": [[2, ["metadata", "annotations"], "no role here"]]}
	deny == {[-2, path, ["cni"], extra]} with input as plugin
	count(deny) == 0 with input as plugin with input.facts.service_account.annotations as {"eks.amazonaws.com/role-arn": "arn"}
	count(deny) == 0 with input as plugin with input.facts.service_account as {"name": "cni", "annotations": {}}
}
