package kubevet.sec.probe_host_field_test

import data.kubevet.sec.probe_host_field.deny

judge(container, spec) := judge_for(37, false, container, spec)

judge_for(minor, literal, container, spec) := found if {
	found := deny with input as {
		"minor": minor,
		"pod": {"spec": spec},
		"containers": [{"id": 0, "c": container}],
		"params": {"SEC034": {"allowed_hosts": ["good.example"], "literal": literal}},
	}
}

get(host) := {"httpGet": {"port": 80, "host": host}}

probe := ["livenessProbe", "httpGet", "host"]

hook := ["lifecycle", "preStop", "tcpSocket", "host"]

test_hosts_are_denied if {
	judge({"livenessProbe": get("a.example")}, {}) == {[0, probe, ["livenessProbe", "a.example"], {"severity": "error", "fix": [["remove", probe]]}]}
	judge({"lifecycle": {"preStop": {"tcpSocket": {"host": "a.example"}}}}, {}) == {[0, hook, ["preStop", "a.example"], {"severity": "error", "fix": [["remove", hook]]}]}
}

test_loopback_in_the_network_of_the_node_is_an_info if {
	some finding in judge({"startupProbe": get("127.0.0.1")}, {"hostNetwork": true})
	finding[3].severity == "info"
	some other in judge({"startupProbe": get("127.0.0.1")}, {})
	other[3].severity == "error"
}

test_to_the_letter_loopback_is_an_error_and_old_versions_know_no_such_rule if {
	some finding in judge_for(34, true, {"startupProbe": get("127.0.0.1")}, {"hostNetwork": true})
	finding[3].severity == "error"
	count(judge_for(33, true, {"startupProbe": get("a.example")}, {})) == 0
	count(judge_for(33, false, {"startupProbe": get("a.example")}, {})) == 1
}

test_no_host_and_allowed_hosts_pass if {
	count(judge({"readinessProbe": get(""), "livenessProbe": {"httpGet": {"port": 80}}}, {})) == 0
	count(judge({"readinessProbe": get("good.example")}, {})) == 0
}
