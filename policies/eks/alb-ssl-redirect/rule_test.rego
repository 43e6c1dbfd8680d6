package kubevet.eks.alb_ssl_redirect_test

import data.kubevet.eks.alb_ssl_redirect.deny

path := ["metadata", "annotations", "alb.ingress.kubernetes.io/ssl-redirect"]

ingress(annotations) := grouped(annotations, [])

grouped(annotations, others) := {
	"object": {
		"metadata": {"annotations": {concat("", ["alb.ingress.kubernetes.io/", key]): value | some key, value in annotations}},
		"spec": {"ingressClassName": "alb"},
	},
	"facts": {"ingress_group": others},
}

other(annotations) := {"id": 4, "name": "other", "annotations": annotations, "has_host": false, "same_folder": true}

in_group := object.union(both, {"group.name": "shop"})

test_a_group_shares_its_listeners_and_its_redirect if {
	found_1 := deny with input as grouped(in_group, [other({})])
	found_1 == {[-2, path, [[443]], {"fix": [["set", path, "443"]], "applicability": "unsafe"}]}
	found_2 := deny with input as grouped(in_group, [other({"ssl-redirect": "443"})])
	count(found_2) == 0
	found_3 := deny with input as grouped({"group.name": "shop"}, [other({"certificate-arn": "arn"})])
	found_3 == {[-2, path, [[443]], {"fix": [["set", path, "443"]], "applicability": "unsafe"}]}
}

test_two_redirects_in_a_group_are_an_error if {
	mine := object.union(in_group, {"ssl-redirect": "443"})
	extra := {"severity": "error", "variant": "two", "related": [[4, path, "the other one"]]}
	found_1 := deny with input as grouped(mine, [other({"ssl-redirect": "8443"})])
	found_1 == {[-2, path, ["443", "other", "8443"], extra]}
	found_2 := deny with input as grouped(mine, [object.union(other({"ssl-redirect": "8443"}), {"same_folder": false})])
	count(found_2) == 0
}

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
