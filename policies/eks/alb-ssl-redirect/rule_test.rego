package kubevet.eks.alb_ssl_redirect_test

import data.kubevet.eks.alb_ssl_redirect.deny

path := ["metadata", "annotations", "alb.ingress.kubernetes.io/ssl-redirect"]

ingress(annotations) := {"object": {
	"metadata": {"annotations": {concat("", ["alb.ingress.kubernetes.io/", key]): value | some key, value in annotations}},
	"spec": {"ingressClassName": "alb"},
}}

both := {"listen-ports": "[{\"HTTP\": 80}, {\"HTTPS\": 443}]"}

test_http_beside_https_is_denied_and_fixed if {
	deny == {[-2, path, [[443]], {"fix": [["set", path, "443"]]}]} with input as ingress(both)
	deny == {[-2, path, [[443, 8443]], {"fix": []}]}
		with input as ingress({"listen-ports": "[{\"HTTP\": 80}, {\"HTTPS\": 443}, {\"HTTPS\": 8443}]"})
}

test_redirects_to_nowhere_are_errors if {
	deny == {[-2, path, ["8443", [443]], {"severity": "error", "variant": "no_listener"}]}
		with input as ingress(object.union(both, {"ssl-redirect": "8443"}))
	deny == {[-2, path, ["443", []], {"severity": "error", "variant": "no_listener"}]} with input as ingress({"ssl-redirect": "443"})
}

test_redirects_and_single_listeners_pass if {
	count(deny) == 0 with input as ingress(object.union(both, {"ssl-redirect": "443"}))
	count(deny) == 0 with input as ingress(object.union(both, {"actions.ssl": "{\"Type\": \"redirect\", \"RedirectConfig\": {\"Protocol\": \"HTTPS\"}}"}))
	count(deny) == 0 with input as ingress({"certificate-arn": "arn"})
	count(deny) == 0 with input as ingress(object.union(both, {"group.name": "shop"}))
}
