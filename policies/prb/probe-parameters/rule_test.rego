package kubevet.prb.probe_parameters_test

import data.kubevet.prb.probe_parameters.deny

pod(field, probe) := {
	"group": "argoproj.io",
	"containers": [{"id": 0, "type": "main", "c": {field: object.union({"tcpSocket": {"port": 80}}, probe)}}],
	"params": data.defaults,
}

live(probe) := pod("livenessProbe", probe)

test_a_timeout_above_the_period_is_denied if {
	deny == {[0, ["livenessProbe", "timeoutSeconds"], ["livenessProbe", 20, 10]]} with input as live({"timeoutSeconds": 20})
	deny == {[0, ["livenessProbe", "timeoutSeconds"], ["livenessProbe", 5, 2]]} with input as live({"timeoutSeconds": 5, "periodSeconds": 2})
}

test_thresholds_that_cannot_be_are_denied if {
	deny == {[0, ["startupProbe", "successThreshold"], ["startupProbe", 2], {"severity": "error", "variant": "success"}]} with input as pod("startupProbe", {"successThreshold": 2})
	deny == {[0, ["livenessProbe", "failureThreshold"], ["livenessProbe", 0], {"variant": "failure"}]} with input as live({"failureThreshold": 0})
}

test_a_long_delay_is_denied if {
	deny == {[0, ["livenessProbe", "initialDelaySeconds"], ["livenessProbe", 900, 600], {"variant": "delay"}]} with input as live({"initialDelaySeconds": 900})
	deny == {[0, ["livenessProbe", "initialDelaySeconds"], ["livenessProbe", 90, 60], {"variant": "delay"}]} with input as live({"initialDelaySeconds": 90})
		with input.params.PRB007.max_initial_delay as 60
}

test_none_or_two_handlers_are_denied if {
	deny == {[0, ["livenessProbe"], ["livenessProbe", 2], {"severity": "error", "variant": "handlers"}]} with input as live({"exec": {"command": ["true"]}})
	deny == {[0, ["readinessProbe"], ["readinessProbe", 0], {"severity": "error", "variant": "handlers"}]} with input as {
		"group": "argoproj.io",
		"containers": [{"id": 0, "type": "main", "c": {"readinessProbe": {"periodSeconds": 5}}}],
		"params": data.defaults,
	}
}

test_what_the_api_server_refuses_is_left_to_it if {
	count(deny) == 0 with input as live({"successThreshold": 2, "failureThreshold": -1}) with input.group as "apps"
	count(deny) == 0 with input as live({"exec": {"command": ["true"]}}) with input.group as ""
	count(deny) == 1 with input as live({"failureThreshold": 0}) with input.group as "apps"
}

test_sensible_probes_pass if {
	count(deny) == 0 with input as live({})
	count(deny) == 0 with input as live({"timeoutSeconds": 10, "successThreshold": 1, "failureThreshold": 1, "initialDelaySeconds": 600})
	count(deny) == 0 with input as pod("readinessProbe", {"successThreshold": 3})
	count(deny) == 0 with input as {"group": "", "containers": [{"id": 0, "type": "init", "c": {"livenessProbe": {"timeoutSeconds": 20}}}], "params": data.defaults}
	count(deny) == 0 with input as {"group": "", "containers": [{"id": 0, "type": "main", "c": {"livenessProbe": {}}}], "params": data.defaults}
}
