package kubevet.net.ingress_default_backend_test

import data.kubevet.net.ingress_default_backend.deny

test_a_default_backend_is_denied if {
	deny == {[-2, ["spec", "defaultBackend"], [], {"key": true}]} with input as {"object": {"spec": {"defaultBackend": {"service": {}}}}}
	deny == {[-2, ["spec", "backend"], [], {"key": true}]} with input as {"object": {"spec": {"backend": {"serviceName": "web"}}}}
}

test_rules_pass if {
	count(deny) == 0 with input as {"object": {"spec": {"rules": [{"host": "shop.example"}]}}}
}
