package kubevet.sec.control_plane_toleration_test

import data.kubevet.sec.control_plane_toleration.deny

judge(kind, namespace, tolerations) := found if {
	found := deny with input as {
		"kind": kind,
		"namespace": namespace,
		"pod": {"spec": {"tolerations": tolerations}},
		"params": data.defaults,
	}
}

control_plane := [{"key": "node-role.kubernetes.io/control-plane", "operator": "Exists"}]

test_control_plane_is_denied if {
	judge("Deployment", "shop", control_plane) == {[-1, ["tolerations", 0], ["node-role.kubernetes.io/control-plane"]]}
	count(judge("Deployment", "shop", [{"key": "node-role.kubernetes.io/master", "effect": "NoSchedule"}])) == 1
}

test_tolerating_everything_is_denied if {
	judge("Deployment", "shop", [{"operator": "Exists"}]) == {[-1, ["tolerations", 0], [], {"variant": "all"}]}
	count(judge("Deployment", "shop", [{"operator": "Exists", "effect": "NoSchedule"}])) == 1
}

test_others_pass if {
	count(judge("DaemonSet", "shop", control_plane)) == 0
	count(judge("Deployment", "kube-system", control_plane)) == 0
	count(judge("Deployment", "shop", [{"operator": "Exists", "effect": "NoExecute"}, {"key": "gpu", "operator": "Exists"}])) == 0
}
