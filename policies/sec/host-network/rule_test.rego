package kubevet.sec.host_network_test

import data.kubevet.sec.host_network.deny

test_true_is_denied_at_its_field if {
	deny == {[-1, ["hostNetwork"], [], {"fix": [["remove", ["hostNetwork"]]]}]} with input as {"pod": {"spec": {"hostNetwork": true}}, "kind": "Deployment", "namespace": "shop", "params": {"SEC015": {"allow_kinds": ["DaemonSet"], "allow_namespaces": ["kube-system"]}}}
}

test_false_and_absent_pass if {
	count(deny) == 0 with input as {"pod": {"spec": {"hostNetwork": false}}, "kind": "Deployment", "namespace": "shop", "params": {"SEC015": {"allow_kinds": ["DaemonSet"], "allow_namespaces": ["kube-system"]}}}
	count(deny) == 0 with input as {"pod": {"spec": {}}, "kind": "Deployment", "namespace": "shop", "params": {"SEC015": {"allow_kinds": ["DaemonSet"], "allow_namespaces": ["kube-system"]}}}
}

test_allowed_kinds_and_namespaces_pass if {
	params := {"SEC015": {"allow_kinds": ["DaemonSet"], "allow_namespaces": ["kube-system"]}}
	pod := {"spec": {"hostNetwork": true}}
	count(deny) == 0 with input as {"pod": pod, "kind": "DaemonSet", "namespace": "shop", "params": params}
	count(deny) == 0 with input as {"pod": pod, "kind": "Pod", "namespace": "kube-system", "params": params}
}
