package kubevet.net.service_load_balancer_test

import data.kubevet.net.service_load_balancer.deny

service(type) := {"name": "ingress-nginx", "object": {"spec": {"type": type}}, "params": data.defaults}

test_load_balancers_are_denied if {
	deny == {[-2, ["spec", "type"], []]} with input as service("LoadBalancer")
}

test_other_types_pass if {
	count(deny) == 0 with input as service("ClusterIP")
	count(deny) == 0 with input as service("NodePort")
}

test_allowed_names_pass if {
	count(deny) == 0 with input as service("LoadBalancer") with input.params.NET015.allowed_names as ["ingress-*"]
	count(deny) == 1 with input as service("LoadBalancer") with input.params.NET015.allowed_names as ["ingress"]
}
