# METADATA
# scope: package
# title: AWS LoadBalancer Services on 443 need a certificate
# description: >-
#   A Service of type LoadBalancer with a TCP port 443, or one called `https`, should have
#   `service.beta.kubernetes.io/aws-load-balancer-ssl-cert`. With `allow_passthrough` a port passes whose target
#   speaks TLS itself: because `aws-load-balancer-backend-protocol` is `ssl` or `https`, or because its target port
#   looks like TLS (443, 8443 and the like, or a name with `https`, `tls` or `ssl`). With `require_all` every
#   LoadBalancer Service needs the certificate. Judged are Services with an AWS annotation or class, and others
#   without a class where something in the run says that the cluster is on AWS.
# related_resources:
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#ssl-cert
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html
# custom:
#   id: EKS005
#   name: lb-tls-certificate
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Service]
#   message: the load balancer of Service `{name}` has no certificate for port {0}
#   help: "set the annotation `service.beta.kubernetes.io/aws-load-balancer-ssl-cert` to the ARN of a certificate, or let the pods end TLS and say so with the target port"
#   rationale: >-
#     A port 443 that leads to plain HTTP is either not encrypted at all, or no client can talk to it. Which of them
#     shows only when somebody listens in.
#   params:
#     allow_passthrough: true
#     require_all: false
#   sources:
#     - kubescape:C-0231
#     - kyverno:aws/require-encryption-aws-loadbalancers
package kubevet.eks.lb_tls_certificate

deny contains [-2, ["spec", "ports", i], [number]] if {
	input.object.spec.type == "LoadBalancer"
	not certified
	on_aws
	some i, port in input.object.spec.ports
	wants_certificate(port)
	number := object.get(port, "port", 0)
}

certified if input.object.metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-ssl-cert"] != ""

on_aws if {
	input.object.spec.loadBalancerClass in {"service.k8s.aws/nlb", "eks.amazonaws.com/nlb"}
}

on_aws if {
	not input.object.spec.loadBalancerClass
	some key, _ in input.object.metadata.annotations
	startswith(key, "service.beta.kubernetes.io/aws-load-balancer-")
}

on_aws if {
	not input.object.spec.loadBalancerClass
	input.facts.aws
}

wants_certificate(_) if input.params.EKS005.require_all

wants_certificate(port) if {
	https(port)
	object.get(port, "protocol", "TCP") == "TCP"
	not passes_on(port)
}

https(port) if port.port == 443

https(port) if port.name == "https"

passes_on(port) if {
	input.params.EKS005.allow_passthrough
	speaks_tls(port)
}

speaks_tls(_) if {
	protocol := input.object.metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-backend-protocol"]
	lower(protocol) in {"ssl", "https"}
}

# Without a target port the pods are reached on the port itself.
speaks_tls(port) if {
	target := object.get(port, "targetPort", port.port)
	is_number(target)
	target % 1000 == 443
}

speaks_tls(port) if {
	target := port.targetPort
	is_string(target)
	regex.match(`https|tls|ssl|websecure|443`, lower(target))
}
