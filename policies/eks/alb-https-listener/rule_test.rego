package kubevet.eks.alb_https_listener_test

import data.kubevet.eks.alb_https_listener.deny

path := ["metadata", "annotations", "alb.ingress.kubernetes.io/listen-ports"]

ingress(annotations, spec) := grouped(annotations, spec, [])

grouped(annotations, spec, others) := {
	"object": {
		"metadata": {"annotations": {concat("", ["alb.ingress.kubernetes.io/", key]): value | some key, value in annotations}},
		"spec": object.union({"ingressClassName": "alb"}, spec),
	},
	"facts": {"ingress_group": others},
}

other := {"id": 4, "name": "other", "annotations": {"group.name": "shop"}, "has_host": false, "same_folder": true}

in_group := {"group.name": "shop"}

test_a_group_shares_listeners_and_certificates if {
	deny == {[-2, path, [{"`other`"}], {"severity": "info", "variant": "group", "related": [[4, ["metadata", "annotations"], "of the same group"]]}]}
		with input as grouped(in_group, {}, [other])
	public_other := object.union(other, {"annotations": {"scheme": "internet-facing"}})
	found := deny with input as grouped(in_group, {}, [public_other])
	some [_, _, _, extra] in found
	extra.severity == "warning"
	secure := object.union(other, {"annotations": {"certificate-arn": "arn"}})
	count(deny) == 0 with input as grouped(in_group, {}, [secure])
	both := object.union(in_group, {"listen-ports": "[{\"HTTPS\": 443}]"})
	count(deny) == 0 with input as grouped(both, {}, [secure])
	deny == {[-2, path, [], {"variant": "no_certificate"}]} with input as grouped(both, {}, [other])
}

test_the_class_and_its_parameters_count if {
	class := {"controller": "ingress.k8s.aws/alb", "has_certificate": false}
	shop := ingress({}, {"ingressClassName": "shop"})
	deny == {[-2, path, [], {"severity": "info"}]} with input as shop with input.facts.ingress_class as class
	deny == {[-2, path, [], {"severity": "warning"}]} with input as shop with input.facts.ingress_class as object.union(class, {"scheme": "internet-facing"})
	count(deny) == 0 with input as shop with input.facts.ingress_class as object.union(class, {"has_certificate": true})
	count(deny) == 0 with input as ingress({}, {}) with input.facts.ingress_class as {"controller": "example.com/other", "has_certificate": false}
}

public := {"scheme": "internet-facing"}

test_plain_http_is_denied if {
	deny == {[-2, path, [], {"severity": "warning"}]} with input as ingress(public, {})
	deny == {[-2, path, [], {"severity": "info"}]} with input as ingress({}, {})
	deny == {[-2, path, [], {"severity": "warning"}]}
		with input as ingress(object.union(public, {"listen-ports": "[{\"HTTP\": 8080}]", "certificate-arn": "arn"}), {})
}

test_https_needs_a_certificate_or_a_host if {
	both := {"listen-ports": "[{\"HTTP\": 80}, {\"HTTPS\": 443}]"}
	deny == {[-2, path, [], {"variant": "no_certificate"}]} with input as ingress(both, {"rules": [{"http": {}}]})
	count(deny) == 0 with input as ingress(both, {"rules": [{"host": "shop.example.com"}]})
	count(deny) == 0 with input as ingress(both, {"tls": [{"hosts": ["shop.example.com"]}]})
	count(deny) == 0 with input as ingress(object.union(both, {"certificate-arn": "arn"}), {})
	count(deny) == 0 with input as ingress({"certificate-arn": "arn"}, {})
}

test_groups_other_classes_and_broken_json_pass if {
	count(deny) == 0 with input as ingress({"group.name": "shop"}, {})
	count(deny) == 0 with input as ingress(public, {"ingressClassName": "nginx"})
	count(deny) == 1 with input as ingress(public, {"ingressClassName": "alb-public"})
	count(deny) == 0 with input as ingress({"listen-ports": "HTTP: 80"}, {})
}
