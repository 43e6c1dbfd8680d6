package kubevet.sec.linux_hardening_test

import data.kubevet.sec.linux_hardening.deny

judge(sc, annotations) := found if {
	found := deny with input as {
		"pod": {"windows": false, "annotations": annotations},
		"containers": [{"id": 0, "name": "web", "type": "main", "sc": sc}],
	}
}

prefix := "container.apparmor.security.beta.kubernetes.io/"

test_nothing_at_all_is_denied if {
	judge({}, {}) == {[0, ["securityContext"], []]}
	count(judge({"seccompProfile": {"type": "Unconfined"}, "seLinuxOptions": {}}, {})) == 1
	count(judge({"seLinuxOptions": {"type": "spc_t"}}, {})) == 1
	count(judge({"capabilities": {"drop": ["ALL"], "add": ["all"]}}, {})) == 1
	count(judge({}, {concat("", [prefix, "other"]): "runtime/default"})) == 1
	count(judge({}, {concat("", [prefix, "web"]): "unconfined"})) == 1
}

test_any_of_them_passes if {
	count(judge({"seccompProfile": {"type": "Localhost"}}, {})) == 0
	count(judge({"appArmorProfile": {"type": "RuntimeDefault"}}, {})) == 0
	count(judge({"seLinuxOptions": {"level": "s0:c1"}}, {})) == 0
	count(judge({"capabilities": {"drop": ["NET_RAW"], "add": ["CHOWN"]}}, {})) == 0
	count(judge({}, {concat("", [prefix, "web"]): "runtime/default"})) == 0
}

test_pods_for_windows_and_ephemeral_containers_pass if {
	windows := {"pod": {"windows": true, "annotations": {}}, "containers": [{"id": 0, "name": "a", "type": "main", "sc": {}}]}
	count(deny) == 0 with input as windows
	debug := {"pod": {"windows": false, "annotations": {}}, "containers": [{"id": 0, "name": "a", "type": "ephemeral", "sc": {}}]}
	count(deny) == 0 with input as debug
}
