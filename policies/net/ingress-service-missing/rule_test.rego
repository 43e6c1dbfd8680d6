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
	found := deny with input as ingress(object.union(reference, {"nearest": "webs", "existing": 7}))
	found == {[-2, path, ["web", "shop", "webs"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is a Service `{2}`"]]}]}
}

test_a_missing_port_is_denied if {
	found := deny with input as ingress(object.union(reference, {"key": "8080", "existing": 7}))
	found == {[-2, path, ["web", "8080"], {"variant": "port", "related": [[7, ["spec", "ports"], "the ports of the Service"]]}]}
	near := deny with input as ingress(object.union(reference, {"key": "htp", "nearest": "http", "existing": 7}))
	near == {[-2, path, ["web", "htp", "http"], {"variant": "near_port", "related": [[7, ["spec", "ports"], "the ports of the Service"]]}]}
}

test_other_kinds_pass if {
	count(deny) == 0 with input as ingress(object.union(reference, {"kind": "Secret"}))
}
