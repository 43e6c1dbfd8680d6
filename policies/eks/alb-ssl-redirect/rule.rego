# METADATA
# scope: package
# title: ALB Ingress with HTTP and HTTPS should redirect
# description: >-
#   An Ingress of class alb that listens on HTTP and HTTPS should send clients from one to the other: by
#   `ssl-redirect`, or by an action of type redirect to HTTPS. A port in `ssl-redirect` on which nothing listens with
#   HTTPS is an error. Ingresses of one group among the manifests share their listeners, and one of them may redirect for
#   all; two ports for it in one group are an error. One whose group has no others here is left out.
# related_resources:
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ssl-redirect
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/tasks/ssl_redirect/
# custom:
#   id: EKS002
#   name: alb-ssl-redirect
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Ingress]
#   message: Ingress `{name}` serves the same on HTTP as on HTTPS
#   help: "set `alb.ingress.kubernetes.io/ssl-redirect` to the port for HTTPS: {0}"
#   variants:
#     no_listener:
#       message: Ingress `{name}` redirects to port {0}, on which nothing listens with HTTPS
#       help: "write one of its ports for HTTPS ({1}), or add the port to `listen-ports`"
#     two:
#       message: Ingress `{name}` redirects to port {0}, but Ingress `{1}` of its group to port {2}
#       help: leave the annotation at one of them
#   fix:
#     message: 'set `alb.ingress.kubernetes.io/ssl-redirect` to "{0}"'
#     applicability: safe
#   rationale: >-
#     Who types the address without `https://` stays in the clear, with his password and cookies. A redirect to a
#     port that is not there makes the controller refuse the whole Ingress.
package kubevet.eks.alb_ssl_redirect

deny contains [-2, path, [secure], object.union({"fix": fix}, applicability)] if {
	alb
	not alone_in_group
	some [protocol, _] in listeners(own)
	protocol == "HTTP"
	secure := ports_for_https
	count(secure) > 0
	count([one | some one in members; redirects(one)]) == 0
}

deny contains [-2, path, [port, secure], {"severity": "error", "variant": "no_listener"}] if {
	port := annotations["ssl-redirect"]
	alb
	not alone_in_group
	secure := ports_for_https
	not listens(port)
}

deny contains [-2, path, [port, name, another], {"severity": "error", "variant": "two", "related": [[id, path, "the other one"]]}] if {
	port := annotations["ssl-redirect"]
	alb
	some other in input.facts.ingress_group
	other.same_folder
	another := other.annotations["ssl-redirect"]
	another != port
	name := other.name
	id := other.id
}

path := ["metadata", "annotations", "alb.ingress.kubernetes.io/ssl-redirect"]

fix := [["set", path, text] | count(ports_for_https) == 1; some port in ports_for_https; text := json.marshal(port)]

# In a group it changes what the others do.
applicability := {"applicability": "unsafe"} if grouped

applicability := {} if not grouped

grouped if annotations["group.name"]

grouped if input.facts.ingress_class.group

# The others of its group, which may do all that is asked for, are elsewhere.
alone_in_group if {
	grouped
	count(input.facts.ingress_group) == 0
}

ports_for_https := sort({port | some one in members; some [protocol, port] in listeners(one); protocol == "HTTPS"})

listens(port) if {
	some secure in ports_for_https
	json.marshal(secure) == port
}

redirects(one) if one.annotations["ssl-redirect"]

redirects(one) if {
	some key, value in one.annotations
	startswith(key, "actions.")
	regex.match(`"(?i:redirect)"`, value)
	contains(value, "HTTPS")
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
