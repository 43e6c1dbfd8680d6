package kubevet.eks.alb_https_listener_test

import data.kubevet.eks.alb_https_listener.deny

path := ["metadata", "annotations", "alb.ingress.kubernetes.io/listen-ports"]

ingress(annotations, spec) := {"object": {
	"metadata": {"annotations": {concat("", ["alb.ingress.kubernetes.io/", key]): value | some key, value in annotations}},
	"spec": object.union({"ingressClassName": "alb"}, spec),
}}

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
