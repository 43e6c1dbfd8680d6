# METADATA
# scope: package
# title: ALB Ingress should listen on HTTPS with a certificate
# description: >-
#   An Ingress of class alb should have a listener for HTTPS: by `listen-ports`, or by `certificate-arn` when there is
#   no `listen-ports` (then HTTPS 443, else HTTP 80). HTTPS without `certificate-arn` needs a host in the rules or in
#   `tls`, by which the controller finds the certificate. Plain HTTP inside of the VPC (scheme `internal`, the default)
#   is a hint. Ingresses of one group among the manifests share their listeners and certificates; one
#   whose group has no others here is left out. The class is known by its name, or by its IngressClass, whose parameters
#   count too.
# related_resources:
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#traffic-listening
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/cert_discovery/
# custom:
#   id: EKS001
#   name: alb-https-listener
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Ingress]
#   message: the load balancer of Ingress `{name}` listens on HTTP only
#   help: "set `alb.ingress.kubernetes.io/certificate-arn`, and `listen-ports` to `[{\"HTTP\": 80}, {\"HTTPS\": 443}]`"
#   variants:
#     group:
#       message: the load balancer of Ingress `{name}` and of the others in its group, {0}, listens on HTTP only
#       help: "set `alb.ingress.kubernetes.io/certificate-arn` at one of them, and `listen-ports` to `[{\"HTTP\": 80}, {\"HTTPS\": 443}]`"
#     no_certificate:
#       message: Ingress `{name}` listens on HTTPS, but nothing says with which certificate
#       help: "set `alb.ingress.kubernetes.io/certificate-arn`, or name the host in the rules or in `tls`"
#   rationale: >-
#     Without HTTPS, passwords, cookies and everything else travel in the clear. HTTPS without a certificate is worse
#     than that: the controller gives up, and there is no load balancer at all.
package kubevet.eks.alb_https_listener

deny contains [-2, path, [], {"severity": severity}] if {
	alb
	plain
	not grouped
}

deny contains [-2, path, [others], {"severity": severity, "variant": "group", "related": related}] if {
	alb
	plain
	count(input.facts.ingress_group) > 0
	others := {concat("", ["`", one.name, "`"]) | some one in input.facts.ingress_group}
	related := [[one.id, ["metadata", "annotations"], "of the same group"] | some one in array.slice(input.facts.ingress_group, 0, 3)]
}

deny contains [-2, path, [], {"variant": "no_certificate"}] if {
	alb
	not alone_in_group
	is_secure(own)
	count([one | some one in members; is_secure(one); can_have_certificate(one)]) == 0
}

grouped if annotations["group.name"]

grouped if input.facts.ingress_class.group

# The others of its group, which may do all that is asked for, are elsewhere.
alone_in_group if {
	grouped
	count(input.facts.ingress_group) == 0
}

path := ["metadata", "annotations", "alb.ingress.kubernetes.io/listen-ports"]

plain if {
	count(listeners(own)) > 0
	count([one | some one in members; is_secure(one)]) == 0
}

is_secure(one) if {
	some [protocol, _] in listeners(one)
	protocol == "HTTPS"
}

can_have_certificate(one) if has_certificate(one)

can_have_certificate(one) if one.annotations["create-acm-cert"]

can_have_certificate(one) if one.has_host

severity := "warning" if internet_facing

severity := "info" if not internet_facing

# The parameters of a class count before annotations.
internet_facing if input.facts.ingress_class.scheme == "internet-facing"

internet_facing if {
	not input.facts.ingress_class.scheme
	some one in members
	one.annotations.scheme == "internet-facing"
}

# This Ingress and the others of its group.
members := array.concat([own], input.facts.ingress_group)

own := {"annotations": annotations, "has_host": has_host}

annotations := {suffix: value |
	some key, value in input.object.metadata.annotations
	startswith(key, "alb.ingress.kubernetes.io/")
	is_string(value)
	value != ""
	suffix := trim_prefix(key, "alb.ingress.kubernetes.io/")
}

default has_host := false

has_host if {
	some rule in input.object.spec.rules
	rule.host != ""
}

has_host if {
	some tls in input.object.spec.tls
	some host in tls.hosts
	host != ""
}

# Protocol and port of each listener of an Ingress.
listeners(one) := [[protocol, port] |
	some item in json.unmarshal(one.annotations["listen-ports"])
	some protocol, port in item
] if {
	json.is_valid(one.annotations["listen-ports"])
}

listeners(one) := [["HTTPS", 443]] if {
	not one.annotations["listen-ports"]
	has_certificate(one)
}

listeners(one) := [["HTTP", 80]] if {
	not one.annotations["listen-ports"]
	not has_certificate(one)
}

has_certificate(one) if one.annotations["certificate-arn"]

has_certificate(_) if input.facts.ingress_class.has_certificate

# By its class, or of class alb, or of a class called after it with annotations for it.
alb if input.facts.ingress_class.controller in {"ingress.k8s.aws/alb", "eks.amazonaws.com/alb"}

alb if {
	not input.facts.ingress_class
	class == "alb"
}

alb if {
	not input.facts.ingress_class
	regex.match(`^$|alb`, class)
	count(annotations) > 0
}

class := object.get(input.object, ["metadata", "annotations", "kubernetes.io/ingress.class"], object.get(input.object, ["spec", "ingressClassName"], ""))
