package kubevet.net.ingress_service_missing_test

import data.kubevet.net.ingress_service_missing.deny

path := ["spec", "defaultBackend", "service", "name"]

reference := {"kind": "Service", "namespace": "shop", "name": "web", "path": path}

ingress(missing) := {"facts": {"missing": [missing]}, "params": data.defaults}

test_a_missing_service_is_denied if {
	found := deny with input as ingress(reference)
	found == {[-2, path, ["web", "shop"]]}
}

test_what_comes_near_is_named if {
	found := deny with input as ingress(object.union(reference, {"nearest": "webs"}))
	found == {[-2, path, ["web", "shop", "webs"], {"variant": "near"}]}
}

test_a_missing_port_is_denied if {
	found := deny with input as ingress(object.union(reference, {"key": "8080"}))
	found == {[-2, path, ["web", "8080"], {"variant": "port"}]}
	near := deny with input as ingress(object.union(reference, {"key": "htp", "nearest": "http"}))
	near == {[-2, path, ["web", "htp", "http"], {"variant": "near_port"}]}
}

test_other_kinds_and_what_exists_elsewhere_pass if {
	count(deny) == 0 with input as ingress(object.union(reference, {"kind": "Secret"}))
	count(deny) == 0 with input as ingress(reference) with input.params.NET022.assume_present as ["Service/shop/*"]
}
