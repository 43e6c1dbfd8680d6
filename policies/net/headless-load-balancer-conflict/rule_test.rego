package kubevet.net.headless_load_balancer_conflict_test

import data.kubevet.net.headless_load_balancer_conflict.deny

service(spec) := {"object": {"spec": spec}}

test_an_address_without_load_balancer_is_denied if {
	found := deny with input as service({"loadBalancerIP": "192.0.2.1"})
	found == {[-2, ["spec", "loadBalancerIP"], ["loadBalancerIP", "ClusterIP"], {"key": true}]}
}

test_the_selector_of_an_external_name_is_denied if {
	spec := {"type": "ExternalName", "externalName": "a.example.com", "selector": {"app": "web"}}
	found := deny with input as service(spec)
	found == {[-2, ["spec", "selector"], ["selector", "ExternalName"], {"key": true}]}
}

test_what_fits_passes if {
	count(deny) == 0 with input as service({"type": "ExternalName", "externalName": "a.example.com", "selector": {}})
	count(deny) == 0 with input as service({"selector": {"app": "web"}})
	count(deny) == 0 with input as service({"type": "LoadBalancer", "loadBalancerIP": "192.0.2.1"})
}
