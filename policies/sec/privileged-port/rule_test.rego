package kubevet.sec.privileged_port_test

import data.kubevet.sec.privileged_port.deny

judge(port, sc, sysctls, windows) := found if {
	found := deny with input as {
		"pod": {"windows": windows, "spec": {"securityContext": {"sysctls": sysctls}}},
		"containers": [{"id": 0, "type": "main", "c": {"ports": [{"containerPort": port}]}, "sc": sc}],
	}
}

start(value) := [{"name": "net.ipv4.ip_unprivileged_port_start", "value": value}]

test_low_ports_are_denied if {
	judge(80, {}, [], false) == {[0, ["ports", 0, "containerPort"], [80]]}
	count(judge(1023, {"capabilities": {"add": ["NET_RAW"]}}, start("1024"), false)) == 1
}

test_high_ports_and_those_who_may_bind_pass if {
	count(judge(1024, {}, [], false)) == 0
	count(judge(80, {}, [], true)) == 0
	count(judge(80, {}, start("80"), false)) == 0
	count(judge(80, {"capabilities": {"add": ["CAP_NET_BIND_SERVICE"]}}, [], false)) == 0
}
