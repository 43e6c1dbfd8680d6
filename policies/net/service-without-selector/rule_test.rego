package kubevet.net.service_without_selector_test

import data.kubevet.net.service_without_selector.deny

service(spec, has_endpoints) := {
	"name": "database",
	"namespace": "shop",
	"object": {"spec": spec},
	"facts": {"has_endpoints": has_endpoints},
	"params": data.defaults,
}

denied := {[-2, ["spec", "selector"], []]}

test_no_selector_and_no_endpoints_are_denied if {
	deny == denied with input as service({}, false)
	deny == denied with input as service({"selector": {}, "type": "LoadBalancer"}, false)
}

test_a_selector_or_endpoints_pass if {
	count(deny) == 0 with input as service({"selector": {"app": "web"}}, false)
	count(deny) == 0 with input as service({}, true)
}

test_external_names_and_what_exists_elsewhere_pass if {
	count(deny) == 0 with input as service({"type": "ExternalName", "externalName": "a.example.com"}, false)
}
