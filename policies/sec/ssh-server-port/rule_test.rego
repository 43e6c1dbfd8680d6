package kubevet.sec.ssh_server_port_test

import data.kubevet.sec.ssh_server_port.deny

container(port, type) := {
	"kind": "Pod",
	"containers": [{"id": 0, "type": type, "c": {"ports": [port]}}],
	"params": data.defaults,
}

service(port, selected) := {
	"kind": "Service",
	"object": {"spec": {"ports": [{"port": 80}, port]}},
	"facts": {"selected": selected},
	"params": data.defaults,
}

pods := [{"id": 7, "kind": "Deployment", "name": "web"}]

extra := {"variant": "service", "related": [[7, ["metadata", "name"], "these are the pods"]]}

test_ports_of_containers_are_denied if {
	deny == {[0, ["ports", 0, "containerPort"], [22]]} with input as container({"containerPort": 22}, "main")
	count(deny) == 1 with input as container({"containerPort": 22, "protocol": "TCP"}, "sidecar")
}

test_ports_of_services_are_denied if {
	deny == {[-2, ["spec", "ports", 1, "port"], [22], extra]} with input as service({"port": 22, "targetPort": 2022}, pods)
	deny == {[-2, ["spec", "ports", 1, "targetPort"], [22], extra]} with input as service({"port": 8022, "targetPort": 22}, pods)
}

test_other_ports_and_services_of_nothing_pass if {
	count(deny) == 0 with input as container({"containerPort": 2222}, "main")
	count(deny) == 0 with input as container({"containerPort": 22, "protocol": "UDP"}, "main")
	count(deny) == 0 with input as container({"containerPort": 22}, "init")
	count(deny) == 0 with input as service({"port": 22}, [])
	count(deny) == 0 with input as service({"port": 8022, "targetPort": "ssh"}, pods)
	count(deny) == 0 with input as service({"port": 22, "protocol": "UDP"}, pods)
}

test_further_ports_can_be_listed if {
	count(deny) == 1 with input as container({"containerPort": 2222}, "main") with input.params.SEC038.ports as [22, 2222]
}
