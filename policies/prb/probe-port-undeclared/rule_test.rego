package kubevet.prb.probe_port_undeclared_test

import data.kubevet.prb.probe_port_undeclared.deny

ports := [{"name": "http", "containerPort": 8080}, {"name": "dns", "containerPort": 5353, "protocol": "UDP"}]

pod(container) := {"containers": [{"id": 0, "type": "main", "c": container}]}

http(port) := {"ports": ports, "livenessProbe": {"httpGet": {"port": port}}}

test_an_unknown_name_is_an_error if {
	every port in ["web", "dns"] {
		deny == {[0, ["livenessProbe", "httpGet", "port"], ["livenessProbe", port], {"severity": "error", "variant": "named"}]}
			with input as pod(http(port))
	}
}

test_an_unknown_number_is_a_warning if {
	every port in [8081, 5353] {
		deny == {[0, ["livenessProbe", "httpGet", "port"], ["livenessProbe", port, {8080}]]} with input as pod(http(port))
	}
	deny == {[0, ["livenessProbe", "httpGet", "port"], ["livenessProbe", 8081, {8080}]]} with input as pod(http("8081"))
}

test_without_any_port_it_is_a_remark if {
	deny == {[0, ["readinessProbe", "grpc", "port"], ["readinessProbe", 9000], {"severity": "info", "variant": "none"}]}
		with input as pod({"readinessProbe": {"grpc": {"port": 9000}}})
	deny == {[0, ["startupProbe", "tcpSocket", "port"], ["startupProbe", 53], {"severity": "info", "variant": "none"}]}
		with input as pod({"startupProbe": {"tcpSocket": {"port": 53}}, "ports": [{"containerPort": 53, "protocol": "UDP"}]})
}

test_declared_ports_pass if {
	count(deny) == 0 with input as pod(http("http"))
	count(deny) == 0 with input as pod(http(8080))
	count(deny) == 0 with input as pod({"livenessProbe": {"exec": {"command": ["true"]}}})
	count(deny) == 0 with input as pod(http("{{ port }}"))
}

test_ports_of_the_other_containers_and_of_other_hosts_pass if {
	count(deny) == 0 with input as {"containers": [
		{"id": 0, "type": "main", "c": {"ports": ports}},
		{"id": 1, "type": "sidecar", "c": {"readinessProbe": {"tcpSocket": {"port": 8080}}}},
	]}
	count(deny) == 0 with input as pod({"livenessProbe": {"httpGet": {"host": "127.0.0.1", "port": 10259}}})
}
