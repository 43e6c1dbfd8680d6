package kubevet.net.route_tls_test

import data.kubevet.net.route_tls.deny

route(spec) := {"object": {"spec": spec}}

test_no_tls_is_denied if {
	deny == {[-2, ["spec", "tls"], []]} with input as route({})
	deny == {[-2, ["spec", "tls"], []]} with input as route({"tls": {}})
}

test_plain_http_beside_tls_is_denied if {
	found := deny with input as route({"tls": {"termination": "edge", "insecureEdgeTerminationPolicy": "Allow"}})
	found == {[-2, ["spec", "tls", "insecureEdgeTerminationPolicy"], [], {"variant": "insecure"}]}
}

test_tls_passes if {
	count(deny) == 0 with input as route({"tls": {"termination": "passthrough"}})
	count(deny) == 0 with input as route({"tls": {"termination": "edge", "insecureEdgeTerminationPolicy": "Redirect"}})
}
