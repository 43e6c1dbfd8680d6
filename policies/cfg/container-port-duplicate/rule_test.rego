package kubevet.cfg.container_port_duplicate_test

import data.kubevet.cfg.container_port_duplicate.deny

container(id, name, type, ports) := {"id": id, "name": name, "type": type, "c": {"ports": ports}}

judge(containers, required) := found if {
	found := deny with input as {"containers": containers, "params": {"CFG005": {"require_names": required}}}
}

test_the_same_name_in_two_containers_is_denied if {
	found := judge([container(0, "web", "main", [{"name": "http"}]), container(1, "proxy", "sidecar", [{"name": "admin"}, {"name": "http", "protocol": "TCP"}])], false)
	found == {[1, ["ports", 1, "name"], ["http", "web"]]}
}

test_the_container_that_gets_the_traffic_is_named if {
	found := judge([container(i, name, "main", [{"name": "http"}]) | some i, name in ["web", "proxy", "probe"]], false)
	found == {[1, ["ports", 0, "name"], ["http", "web"]], [2, ["ports", 0, "name"], ["http", "web"]]}
}

test_other_names_protocols_and_init_containers_pass if {
	dns := container(0, "dns", "main", [{"name": "dns", "protocol": "UDP"}])
	count(judge([dns, container(1, "tcp", "main", [{"name": "dns"}])], false)) == 0
	count(judge([dns, container(1, "early", "init", [{"name": "dns", "protocol": "UDP"}])], false)) == 0
	count(judge([dns, container(1, "none", "main", [{}])], false)) == 0
}

test_names_can_be_required if {
	unnamed := container(0, "web", "main", [{"containerPort": 80}, {"containerPort": 81, "name": "admin"}])
	judge([unnamed], true) == {[0, ["ports", 0, "name"], [80], {"variant": "unnamed"}]}
	count(judge([unnamed], false)) == 0
}
