package kubevet.sec.host_port_test

import data.kubevet.sec.host_port.deny

judge(port, spec) := judge_in("", port, spec)

judge_in(group, port, spec) := found if {
	found := deny with input as {
		"group": group,
		"pod": {"spec": spec},
		"containers": [{"id": 0, "c": {"ports": [{"containerPort": 80}, port]}}],
		"params": {"SEC018": {"allowed_ports": [9100]}},
	}
}

path := ["ports", 1, "hostPort"]

test_a_host_port_is_denied if {
	judge({"containerPort": 80, "hostPort": 8080}, {}) == {[0, path, [8080], {"fix": [["remove", path]]}]}
}

test_another_number_in_the_network_of_the_node_is_denied_where_nobody_refuses_it if {
	count(judge_in("argoproj.io", {"containerPort": 80, "hostPort": 81}, {"hostNetwork": true})) == 1
	count(judge_in("apps", {"containerPort": 80, "hostPort": 81}, {"hostNetwork": true})) == 0
}

test_zero_allowed_and_defaulted_ports_pass if {
	count(judge({"containerPort": 80, "hostPort": 0}, {})) == 0
	count(judge({"containerPort": 80, "hostPort": 9100}, {})) == 0
	count(judge({"containerPort": 80, "hostPort": 80}, {"hostNetwork": true})) == 0
}
