# METADATA
# scope: package
# title: ALB Ingress with HTTP and HTTPS should redirect
# description: >-
#   An Ingress of class alb that listens on HTTP and HTTPS should send clients from one to the other: by
#   `ssl-redirect`, or by an action of type redirect to HTTPS. A port in `ssl-redirect` on which nothing listens with
#   HTTPS is an error. Ingresses with a `group.name` share listeners and redirect with their group and are not judged.
# related_resources:
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ssl-redirect
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/tasks/ssl_redirect/
# custom:
#   id: EKS002
#   name: alb-ssl-redirect
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Ingress]
#   message: Ingress `{name}` serves the same on HTTP as on HTTPS
#   help: "set `alb.ingress.kubernetes.io/ssl-redirect` to the port for HTTPS: {0}"
#   variants:
#     no_listener:
#       message: Ingress `{name}` redirects to port {0}, on which nothing listens with HTTPS
#       help: "write one of its ports for HTTPS ({1}), or add the port to `listen-ports`"
#   fix:
#     message: 'set `alb.ingress.kubernetes.io/ssl-redirect` to "{0}"'
#     applicability: safe
#   rationale: >-
#     Who types the address without `https://` stays in the clear, with his password and cookies. A redirect to a
#     port that is not there makes the controller refuse the whole Ingress.
package kubevet.eks.alb_ssl_redirect

deny contains [-2, path, [secure], {"fix": fix}] if {
	alb
	not annotation("group.name")
	some [protocol, _] in listeners
	protocol == "HTTP"
	secure := ports_for_https
	count(secure) > 0
	not annotation("ssl-redirect")
	not redirected
}

deny contains [-2, path, [port, secure], {"severity": "error", "variant": "no_listener"}] if {
	port := annotation("ssl-redirect")
	alb
	not annotation("group.name")
	secure := ports_for_https
	not listens(port)
}

path := ["metadata", "annotations", "alb.ingress.kubernetes.io/ssl-redirect"]

fix := [["set", path, text] | count(ports_for_https) == 1; some port in ports_for_https; text := json.marshal(port)]

ports_for_https := [port | some [protocol, port] in listeners; protocol == "HTTPS"]

listens(port) if {
	some secure in ports_for_https
	json.marshal(secure) == port
}

redirected if {
	some key, value in input.object.metadata.annotations
	startswith(key, "alb.ingress.kubernetes.io/actions.")
	regex.match(`"(?i:redirect)"`, value)
	contains(value, "HTTPS")
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
