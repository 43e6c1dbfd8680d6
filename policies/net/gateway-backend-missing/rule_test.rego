package kubevet.net.gateway_backend_missing_test

import data.kubevet.net.gateway_backend_missing.deny

way := ["spec", "rules", 0, "backendRefs", 0, "name"]

reference := {"kind": "Service", "namespace": "shop", "name": "web", "path": way}

route(missing) := {"facts": {"missing": [missing], "ungranted": []}, "params": data.defaults}

test_a_missing_service_is_denied if {
	found := deny with input as route(reference)
	found == {[-2, way, ["web", "shop"]]}
}

test_what_comes_near_is_named if {
	found := deny with input as route(object.union(reference, {"nearest": "webs", "existing": 7}))
	found == {[-2, way, ["web", "shop", "webs"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is a Service `{2}`"]]}]}
}

test_a_missing_port_is_denied if {
	found := deny with input as route(object.union(reference, {"key": "8080", "existing": 7}))
	found == {[-2, way, ["web", "8080"], {"variant": "port", "related": [[7, ["spec", "ports"], "the ports of the Service"]]}]}
}

test_other_kinds_pass if {
	count(deny) == 0 with input as route(object.union(reference, {"kind": "Namespace"}))
}

test_another_namespace_must_grant_the_reference if {
	there := ["spec", "rules", 0, "backendRefs", 0, "namespace"]
	ungranted := {"id": 4, "kind": "Service", "namespace": "shop", "name": "web", "path": there}
	facts := {"missing": [], "ungranted": [ungranted]}
	extra := {"severity": "info", "variant": "grant", "related": [[4, ["metadata", "name"], "the Service"]]}
	deny == {[-2, there, ["web", "shop"], extra]} with input as {"facts": facts, "params": data.defaults}
}
