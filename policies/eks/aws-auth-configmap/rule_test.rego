package kubevet.eks.aws_auth_configmap_test

import data.kubevet.eks.aws_auth_configmap.deny

judge(name, text) := found if {
	found := deny with input as {"name": name, "namespace": "kube-system", "object": {"data": {"mapRoles": text}}}
}

hint := [-2, ["metadata", "name"], [], {"severity": "info"}]

masters := [-2, ["data", "mapRoles"], ["mapRoles"], {"severity": "error", "variant": "masters"}]

test_the_config_map_is_a_hint if {
	judge("aws-auth", "- rolearn: arn\n  groups:\n  - system:nodes\n") == {hint}
	count(judge("other", "- groups: [system:masters]")) == 0
}

test_masters_are_denied_however_they_are_written if {
	judge("aws-auth", "- rolearn: arn\n  groups:\n    - system:masters\n") == {hint, masters}
	judge("aws-auth", "- {rolearn: arn, groups: [\"system:masters\", other]}") == {hint, masters}
	judge("aws-auth", "[{\"rolearn\": \"arn\", \"groups\": [\"view\", \"system:masters\"]}]") == {hint, masters}
	judge("aws-auth", "- rolearn: arn\n  # - system:masters\n  groups:\n    - view # not system:masters\n") == {hint}
}

test_what_is_no_list_is_denied if {
	broken := [-2, ["data", "mapRoles"], ["mapRoles"], {"severity": "error", "variant": "broken"}]
	judge("aws-auth", "rolearn: arn\n") == {hint, broken}
	judge("aws-auth", "# nodes\n\n  rolearn: arn\n") == {hint, broken}
	judge("aws-auth", "- rolearn: arn\n\tgroups: []\n") == {hint, broken}
	every text in ["", "\n# none\n- rolearn: arn\n", "[]", "${ROLES}", "{{ .Values.roles }}"] {
		judge("aws-auth", text) == {hint}
	}
}

test_nodes_need_no_other_groups if {
	text := "- rolearn: a\n  groups:\n    - system:bootstrappers\n    - system:nodes\n    - deployers\n- rolearn: b\n  groups:\n    - view\n"
	judge("aws-auth", text) == {hint, [-2, ["data", "mapRoles"], [["deployers"]], {"variant": "nodes"}]}
	windows := "- groups:\n  - system:nodes\n  - eks:kube-proxy-windows\n  rolearn: a\n- groups:\n  - view\n  rolearn: b\n"
	judge("aws-auth", windows) == {hint}
}
