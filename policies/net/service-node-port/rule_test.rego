package kubevet.net.service_node_port_test

import data.kubevet.net.service_node_port.deny

service(type) := {"namespace": "shop", "object": {"spec": {"type": type}}, "params": data.defaults}

test_node_port_is_denied if {
	deny == {[-2, ["spec", "type"], []]} with input as service("NodePort")
}

test_other_types_pass if {
	count(deny) == 0 with input as service("ClusterIP")
	count(deny) == 0 with input as service("LoadBalancer")
}

test_allowed_namespaces_pass if {
	count(deny) == 0 with input as service("NodePort") with input.params.NET014.allowed_namespaces as ["shop"]
}
