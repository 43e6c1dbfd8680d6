package kubevet.net.load_balancer_open_to_world_test

import data.kubevet.net.load_balancer_open_to_world.deny

service(spec, annotations) := {
	"object": {
		"metadata": {"annotations": annotations},
		"spec": object.union({"type": "LoadBalancer", "ports": [{"port": 443}, {"port": 5432}]}, spec),
	},
	"params": data.defaults,
}

denied := {[-2, ["spec", "loadBalancerSourceRanges"], [[5432]]]}

test_no_ranges_are_denied if {
	deny == denied with input as service({}, {})
	deny == denied with input as service({"loadBalancerSourceRanges": []}, {"service.beta.kubernetes.io/aws-load-balancer-type": "nlb"})
}

test_a_range_for_everybody_is_denied if {
	found := deny with input as service({"loadBalancerSourceRanges": ["10.0.0.0/8", "::/0"]}, {})
	found == {[-2, ["spec", "loadBalancerSourceRanges", 1], [[5432], "::/0"], {"variant": "range"}]}
	ranges := "service.beta.kubernetes.io/load-balancer-source-ranges"
	annotated := deny with input as service({}, {ranges: "10.0.0.0/8, 0.0.0.0/0"})
	annotated == {[-2, ["metadata", "annotations", ranges], [[5432], "0.0.0.0/0"], {"variant": "range"}]}
}

test_ranges_pass if {
	count(deny) == 0 with input as service({"loadBalancerSourceRanges": ["10.0.0.0/8"]}, {})
	count(deny) == 0 with input as service({}, {"service.beta.kubernetes.io/load-balancer-source-ranges": "10.0.0.0/8"})
}

test_internal_load_balancers_pass if {
	every annotations in [
		{"networking.gke.io/load-balancer-type": "Internal"},
		{"service.beta.kubernetes.io/azure-load-balancer-internal": "true"},
		{"service.beta.kubernetes.io/aws-load-balancer-internal": "0.0.0.0/0"},
		{"service.beta.kubernetes.io/aws-load-balancer-type": "external"},
	] {
		count(deny) == 0 with input as service({}, annotations)
	}
	count(deny) == 0 with input as service({"loadBalancerClass": "service.k8s.aws/nlb"}, {})
	count(deny) == 0 with input as service({"loadBalancerClass": "eks.amazonaws.com/nlb"}, {})
	count(deny) == 0 with input as service({"loadBalancerClass": "tailscale"}, {})
}

test_the_scheme_beats_the_controller if {
	annotations := {"service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing"}
	deny == denied with input as service({"loadBalancerClass": "service.k8s.aws/nlb"}, annotations)
	deny == denied with input as service({}, {"service.beta.kubernetes.io/aws-load-balancer-internal": "false"})
}

test_web_ports_and_other_types_pass if {
	count(deny) == 0 with input as service({"ports": [{"port": 80}, {"port": 443}]}, {})
	count(deny) == 1 with input as service({"ports": [{"port": 443}]}, {}) with input.params.NET016.ports_exempt as []
	count(deny) == 0 with input as service({"type": "NodePort"}, {})
}
