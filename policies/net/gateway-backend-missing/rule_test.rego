package kubevet.net.gateway_backend_missing_test

import data.kubevet.net.gateway_backend_missing.deny

way := ["spec", "rules", 0, "backendRefs", 0, "name"]

reference := {"kind": "Service", "namespace": "shop", "name": "web", "path": way}

route(missing) := {"facts": {"missing": [missing]}, "params": data.defaults}

test_a_missing_service_is_denied if {
	found := deny with input as route(reference)
	found == {[-2, way, ["web", "shop"]]}
}

test_what_comes_near_is_named if {
	found := deny with input as route(object.union(reference, {"nearest": "webs"}))
	found == {[-2, way, ["web", "shop", "webs"], {"variant": "near"}]}
}

test_a_missing_port_is_denied if {
	found := deny with input as route(object.union(reference, {"key": "8080"}))
	found == {[-2, way, ["web", "8080"], {"variant": "port"}]}
}

test_other_kinds_and_what_exists_elsewhere_pass if {
	count(deny) == 0 with input as route(object.union(reference, {"kind": "Namespace"}))
	count(deny) == 0 with input as route(reference) with input.params.NET034.assume_present as ["Service/shop/*"]
}
