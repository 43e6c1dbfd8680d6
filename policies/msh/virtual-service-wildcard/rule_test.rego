package kubevet.msh.virtual_service_wildcard_test

import data.kubevet.msh.virtual_service_wildcard.deny

route(hosts, gateways) := {"kind": "VirtualService", "object": {"spec": {"hosts": hosts, "gateways": gateways}}}

gateway(server) := {"kind": "Gateway", "object": {"spec": {"servers": [server]}}}

test_wildcards_at_gateways_are_denied if {
	deny == {[-2, ["spec", "hosts", 1], [["shop/public"]]]} with input as route(["a.example.com", "*"], ["mesh", "shop/public"])
}

test_names_and_the_mesh_pass if {
	count(deny) == 0 with input as route(["*.example.com"], ["public"])
	count(deny) == 0 with input as route(["*"], ["mesh"])
	count(deny) == 0 with input as {"kind": "VirtualService", "object": {"spec": {"hosts": ["*"]}}}
}

test_http_should_redirect if {
	port := {"number": 80, "protocol": "HTTP"}
	deny == {[-2, ["spec", "servers", 0, "port"], [80], {"severity": "info", "variant": "http"}]} with input as gateway({"port": port})
	count(deny) == 0 with input as gateway({"port": port, "tls": {"httpsRedirect": true}})
	count(deny) == 0 with input as gateway({"port": {"number": 443, "protocol": "HTTPS"}})
}
