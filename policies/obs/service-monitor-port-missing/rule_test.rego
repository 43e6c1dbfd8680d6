package kubevet.obs.service_monitor_port_missing_test

import data.kubevet.obs.service_monitor_port_missing.deny

web := {
	"name": "web",
	"ports": [{"name": "metrics", "number": 9090}, {"name": "", "number": 80}],
	"selects_pods": true,
	"pod_ports": [{"name": "prom", "number": 9100}],
	"filled_by_hand": false,
	"opaque": false,
}

monitor(endpoint) := {
	"object": {"spec": {"endpoints": [endpoint]}},
	"facts": {"selected": [], "selected_services": [web]},
	"params": data.defaults,
}

pods(endpoint) := {
	"object": {"spec": {"podMetricsEndpoints": [endpoint]}},
	"facts": {"selected": [{"ports": web.pod_ports, "opaque": false}], "selected_services": []},
	"params": data.defaults,
}

port := ["spec", "endpoints", 0, "port"]

target := ["spec", "endpoints", 0, "targetPort"]

test_a_name_that_no_service_has_is_denied if {
	deny == {[-2, port, ["http", {"metrics"}]]} with input as monitor({"port": "http"})
	unnamed := object.union(web, {"ports": [{"name": "", "number": 80}]})
	deny == {[-2, port, ["http", {"Service `web`"}], {"variant": "unnamed"}]} with input as monitor({"port": "http"}) with input.facts.selected_services as [unnamed]
}

test_a_number_as_port_is_an_error if {
	deny == {[-2, port, [9090, "metrics"], {"severity": "error", "variant": "number"}]} with input as monitor({"port": 9090})
	deny == {[-2, port, ["9090", "metrics"], {"severity": "error", "variant": "number"}]} with input as monitor({"port": "9090"})
	deny == {[-2, port, [9090, "http"], {"severity": "error", "variant": "number"}]} with input as monitor({"port": 9090}) with input.facts.selected_services as []
	deny == {[-2, ["spec", "podMetricsEndpoints", 0, "port"], [9090, "http"], {"severity": "error", "variant": "number"}]} with input as pods({"port": 9090})
}

test_a_target_port_that_no_container_declares_is_denied if {
	deny == {[-2, target, [8080, {"prom 9100"}], {"variant": "target"}]} with input as monitor({"targetPort": 8080})
	deny == {[-2, target, ["metrics", {"prom 9100"}], {"variant": "target"}]} with input as monitor({"targetPort": "metrics"})
	deny == {[-2, ["spec", "podMetricsEndpoints", 0, "port"], ["metrics", {"prom 9100"}], {"variant": "target"}]} with input as pods({"port": "metrics"})
	deny == {[-2, ["spec", "podMetricsEndpoints", 0, "portNumber"], [80, {"prom 9100"}], {"variant": "target"}]} with input as pods({"portNumber": 80})
}

test_ports_that_are_there_pass if {
	every endpoint in [{"port": "metrics"}, {"port": "metrics", "targetPort": 1}, {"targetPort": 9100}, {"targetPort": "prom"}, {}] {
		count(deny) == 0 with input as monitor(endpoint)
	}
	every endpoint in [{"port": "prom"}, {"portNumber": 9100}, {"targetPort": "prom"}, {"port": "linkerd-admin"}, {}] {
		count(deny) == 0 with input as pods(endpoint)
	}
}

test_what_cannot_be_known_passes if {
	wrong := monitor({"port": "http"})
	count(deny) == 0 with input as wrong with input.facts.selected_services as []
	count(deny) == 0 with input as wrong with input.facts.selected_services as [object.union(web, {"opaque": true})]
	count(deny) == 0 with input as pods({"port": "web"}) with input.facts.selected as [{"ports": web.pod_ports, "opaque": true}]
	count(deny) == 0 with input as wrong with input.facts.selected_services as [object.union(web, {"filled_by_hand": true})]
	unknown := object.union(web, {"selects_pods": false})
	count(deny) == 0 with input as monitor({"targetPort": 1}) with input.facts.selected_services as [unknown]
}
