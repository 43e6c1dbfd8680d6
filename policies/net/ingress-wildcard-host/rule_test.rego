package kubevet.net.ingress_wildcard_host_test

import data.kubevet.net.ingress_wildcard_host.deny

ingress(host) := {"object": {"spec": {"rules": [{"host": "a.example.com"}, {"host": host}]}}, "params": data.defaults}

test_wildcards_are_denied if {
	found := deny with input as ingress("*.example.com")
	found == {[-2, ["spec", "rules", 1, "host"], ["*.example.com"]]}
}

test_plain_and_missing_hosts_pass if {
	count(deny) == 0 with input as ingress("b.example.com")
	count(deny) == 0 with input as {"object": {"spec": {"rules": [{}]}}, "params": data.defaults}
}

test_allowed_wildcards_pass if {
	count(deny) == 0 with input as ingress("*.example.com") with input.params.NET027.allowed as ["*.example.com"]
	count(deny) == 1 with input as ingress("*.shop.example.com") with input.params.NET027.allowed as ["*.example.com"]
}
