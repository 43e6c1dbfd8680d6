# METADATA
# scope: package
# title: ALB Ingress should listen on HTTPS with a certificate
# description: >-
#   An Ingress of class alb should have a listener for HTTPS: by `listen-ports`, or by `certificate-arn` when there is
#   no `listen-ports` (then HTTPS 443, else HTTP 80). HTTPS without `certificate-arn` needs a host in the rules or in
#   `tls`, by which the controller finds the certificate. Plain HTTP inside of the VPC (scheme `internal`, the default)
#   is a hint. Ingresses with a `group.name` share the listeners of their group and are not judged.
# related_resources:
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#traffic-listening
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/cert_discovery/
# custom:
#   id: EKS001
#   name: alb-https-listener
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Ingress]
#   message: the load balancer of Ingress `{name}` listens on HTTP only
#   help: "set `alb.ingress.kubernetes.io/certificate-arn`, and `listen-ports` to `[{\"HTTP\": 80}, {\"HTTPS\": 443}]`"
#   variants:
#     no_certificate:
#       message: Ingress `{name}` listens on HTTPS, but nothing says with which certificate
#       help: "set `alb.ingress.kubernetes.io/certificate-arn`, or name the host in the rules or in `tls`"
#   rationale: >-
#     Without HTTPS, passwords, cookies and everything else travel in the clear. HTTPS without a certificate is worse
#     than that: the controller gives up, and there is no load balancer at all.
package kubevet.eks.alb_https_listener

deny contains [-2, ["metadata", "annotations", "alb.ingress.kubernetes.io/listen-ports"], [], {"severity": severity}] if {
	alb
	not annotation("group.name")
	count(listeners) > 0
	not listens_on_https
}

deny contains [-2, ["metadata", "annotations", "alb.ingress.kubernetes.io/listen-ports"], [], {"variant": "no_certificate"}] if {
	alb
	not annotation("group.name")
	listens_on_https
	not annotation("certificate-arn")
	not annotation("create-acm-cert")
	not has_host
}

severity := "warning" if internet_facing

severity := "info" if not internet_facing

internet_facing if annotation("scheme") == "internet-facing"

listens_on_https if {
	some [protocol, _] in listeners
	protocol == "HTTPS"
}

has_host if {
	some rule in input.object.spec.rules
	rule.host != ""
}

has_host if {
	some tls in input.object.spec.tls
	some host in tls.hosts
	host != ""
}

# Protocol and port of each listener.
listeners := [[protocol, port] |
	some item in json.unmarshal(annotation("listen-ports"))
	some protocol, port in item
] if {
	json.is_valid(annotation("listen-ports"))
}

listeners := [["HTTPS", 443]] if {
	not annotation("listen-ports")
	annotation("certificate-arn")
}

listeners := [["HTTP", 80]] if {
	not annotation("listen-ports")
	not annotation("certificate-arn")
}

annotation(suffix) := value if {
	value := input.object.metadata.annotations[concat("", ["alb.ingress.kubernetes.io/", suffix])]
	value != ""
}

# Of class alb, or of a class called after it with annotations for it.
alb if class == "alb"

alb if {
	regex.match(`^$|alb`, class)
	some key, _ in input.object.metadata.annotations
	startswith(key, "alb.ingress.kubernetes.io/")
}

class := object.get(input.object, ["metadata", "annotations", "kubernetes.io/ingress.class"], object.get(input.object, ["spec", "ingressClassName"], ""))
