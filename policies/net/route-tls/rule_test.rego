package kubevet.net.route_tls_test

import data.kubevet.net.route_tls.deny

route(spec) := {"object": {"spec": spec}, "facts": {"same_route_hosts": []}}

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

test_a_host_of_another_route_is_denied if {
	spec := {"host": "shop.example", "tls": {"termination": "edge"}}
	other := {"id": 4, "name": "old", "namespace": "shop", "first": true}
	extra := {"variant": "host", "related": [[4, ["spec", "host"], "claimed here too"]]}
	found := deny with input as {"object": {"spec": spec}, "facts": {"same_route_hosts": [other]}}
	found == {[-2, ["spec", "host"], ["shop.example", "old", "shop"], extra]}
	first := object.union(other, {"first": false})
	count(deny) == 0 with input as {"object": {"spec": spec}, "facts": {"same_route_hosts": [first]}}
}
