package kubevet.eks.nlb_scheme_explicit_test

import data.kubevet.eks.nlb_scheme_explicit.deny

prefix := "service.beta.kubernetes.io/aws-load-balancer-"

service(annotations, spec, aws) := {
	"object": {
		"metadata": {"annotations": {concat("", [prefix, key]): value | some key, value in annotations}},
		"spec": object.union({"type": "LoadBalancer"}, spec),
	},
	"facts": {"aws": aws},
}

open := {[-2, ["spec", "type"], []]}

test_services_without_controller_are_found_on_aws if {
	deny == open with input as service({}, {}, true)
	deny == open with input as service({"ssl-cert": "arn"}, {}, true) with input.facts as {}
	count(deny) == 0 with input as service({}, {}, true) with input.facts as {}
	count(deny) == 0 with input as service({}, {"type": "ClusterIP"}, true)
	count(deny) == 0 with input as service({}, {"loadBalancerClass": "tailscale"}, true)
}

test_the_scheme_must_be_said if {
	deny == {[-2, ["metadata", "annotations", "service.beta.kubernetes.io/aws-load-balancer-scheme"], [], {"variant": "scheme"}]} with input as service({}, {"loadBalancerClass": "eks.amazonaws.com/nlb"}, true)
	count(deny) == 0 with input as service({"scheme": "internal"}, {"loadBalancerClass": "service.k8s.aws/nlb"}, true)
	count(deny) == 0 with input as service({"type": "external", "scheme": "internal"}, {}, true)
	count(deny) == 0 with input as service({"type": "nlb"}, {}, true)
}

test_what_is_deprecated_is_found if {
	deny == {[-2, ["metadata", "annotations", "service.beta.kubernetes.io/aws-load-balancer-internal"], ["aws-load-balancer-internal", "aws-load-balancer-scheme: internal"], {"variant": "deprecated"}]}
		with input as service({"type": "external", "internal": "true"}, {}, true)
	deny == {[-2, ["metadata", "annotations", "service.beta.kubernetes.io/aws-load-balancer-type"], ["aws-load-balancer-type: nlb-ip", "aws-load-balancer-type: external` and `aws-load-balancer-nlb-target-type: ip"], {"variant": "deprecated"}]}
		with input as service({"type": "nlb-ip", "scheme": "internal"}, {}, true)
}
