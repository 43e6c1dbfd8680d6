package kubevet.cpl.control_plane_bind_address_test

import data.kubevet.cpl.control_plane_bind_address.deny

judge(words) := found if {
	found := deny with input as {"containers": [{"id": 0, "c": {"command": words}}], "params": data.defaults}
}

test_other_addresses_are_denied if {
	judge(["kube-scheduler", "--bind-address=0.0.0.0"]) == {[0, ["command"], ["0.0.0.0"]]}
	judge(["/usr/bin/kube-controller-manager", "--bind-address", "10.0.0.1"]) == {[0, ["command"], ["10.0.0.1"]]}
}

test_localhost_and_nothing_pass if {
	count(judge(["kube-scheduler", "--bind-address=127.0.0.1"])) == 0
	count(judge(["kube-scheduler", "--bind-address", "::1"])) == 0
	count(judge(["kube-scheduler", "--kubeconfig=/etc/kubernetes/scheduler.conf"])) == 0
	count(judge(["web", "--bind-address=0.0.0.0"])) == 0
}
