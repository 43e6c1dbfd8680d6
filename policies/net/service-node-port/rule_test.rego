package kubevet.net.service_node_port_test

import data.kubevet.net.service_node_port.deny

service(type) := {"namespace": "shop", "object": {"spec": {"type": type}}, "params": data.defaults}

test_node_port_is_denied_and_replaced if {
	found := deny with input as service("NodePort")
	found == {[-2, ["spec", "type"], [], {"fix": [["set", ["spec", "type"], "ClusterIP"]]}]}
}

test_what_is_for_node_ports_goes_too if {
	spec := {"type": "NodePort", "externalTrafficPolicy": "Local", "ports": [{"port": 80}, {"port": 443, "nodePort": 30443}]}
	found := deny with input as service("NodePort") with input.object.spec as spec
	fix := [
		["set", ["spec", "type"], "ClusterIP"],
		["remove", ["spec", "ports", 1, "nodePort"]],
		["remove", ["spec", "externalTrafficPolicy"]],
	]
	found == {[-2, ["spec", "type"], [], {"fix": fix}]}
}

test_other_types_pass if {
	count(deny) == 0 with input as service("ClusterIP")
	count(deny) == 0 with input as service("LoadBalancer")
}

test_allowed_namespaces_pass if {
	count(deny) == 0 with input as service("NodePort") with input.params.NET014.allowed_namespaces as ["shop"]
}
