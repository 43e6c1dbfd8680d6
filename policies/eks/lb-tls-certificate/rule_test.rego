package kubevet.eks.lb_tls_certificate_test

import data.kubevet.eks.lb_tls_certificate.deny

service(spec, annotations, aws) := {
	"object": {"metadata": {"annotations": annotations}, "spec": object.union({"type": "LoadBalancer"}, spec)},
	"facts": {"aws": aws},
	"params": data.defaults,
}

nlb := {"service.beta.kubernetes.io/aws-load-balancer-type": "external"}

plain := {"ports": [{"port": 443, "targetPort": 8080}]}

denied := {[-2, ["spec", "ports", 0], [443]]}

test_tls_ports_without_certificate_are_denied_on_aws if {
	deny == denied with input as service(plain, nlb, false)
	deny == denied with input as service(plain, {}, true)
	deny == denied with input as service(object.union(plain, {"loadBalancerClass": "eks.amazonaws.com/nlb"}), {}, false)
	deny == {[-2, ["spec", "ports", 0], [8443]]}
		with input as service({"ports": [{"name": "https", "port": 8443, "targetPort": "http"}]}, nlb, false)
}

test_other_clouds_and_classes_pass if {
	count(deny) == 0 with input as service(plain, {}, false) with input.facts as {}
	count(deny) == 0 with input as service(object.union(plain, {"loadBalancerClass": "tailscale"}), {}, true)
	count(deny) == 0 with input as service(object.union(plain, {"type": "ClusterIP"}), nlb, true)
}

test_certificates_and_other_ports_pass if {
	count(deny) == 0
		with input as service(plain, {"service.beta.kubernetes.io/aws-load-balancer-ssl-cert": "arn:aws:acm:eu-west-1:111122223333:certificate/1"}, true)
	deny == denied with input as service(plain, {"service.beta.kubernetes.io/aws-load-balancer-ssl-cert": ""}, true)
	count(deny) == 0 with input as service({"ports": [{"port": 80}]}, nlb, true)
	count(deny) == 0 with input as service({"ports": [{"port": 443, "targetPort": 8080, "protocol": "UDP"}]}, nlb, true)
}

test_passthrough_can_be_forbidden if {
	through := {"ports": [{"port": 443, "targetPort": "https"}]}
	count(deny) == 0 with input as service(through, nlb, true)
	count(deny) == 0 with input as service({"ports": [{"port": 443}]}, nlb, true)
	count(deny) == 0
		with input as service(plain, {"service.beta.kubernetes.io/aws-load-balancer-backend-protocol": "ssl"}, true)
	deny == denied with input as service(through, nlb, true) with input.params.EKS005.allow_passthrough as false
	deny == {[-2, ["spec", "ports", 0], [80]]} with input as service({"ports": [{"port": 80}]}, nlb, true)
		with input.params.EKS005.require_all as true
}
