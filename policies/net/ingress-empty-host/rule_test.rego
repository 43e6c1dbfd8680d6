package kubevet.net.ingress_empty_host_test

import data.kubevet.net.ingress_empty_host.deny

ingress(spec) := {"object": {"spec": spec}}

test_a_rule_without_host_is_denied if {
	found := deny with input as ingress({"rules": [{"host": "a.example.com"}, {"http": {}}, {"host": ""}]})
	found == {[-2, ["spec", "rules", 1, "host"], []], [-2, ["spec", "rules", 2, "host"], []]}
}

test_a_default_backend_alone_is_denied if {
	found := deny with input as ingress({"defaultBackend": {"service": {}}, "rules": []})
	found == {[-2, ["spec", "defaultBackend"], [], {"key": true, "variant": "backend"}]}
}

test_hosts_pass if {
	count(deny) == 0 with input as ingress({"defaultBackend": {"service": {}}, "rules": [{"host": "*.example.com"}]})
}
