package kubevet.prb.startup_probe_missing_test

import data.kubevet.prb.startup_probe_missing.deny

judge(type, container) := found if {
	found := deny with input as {"containers": [{"id": 0, "type": type, "c": container}], "params": data.defaults}
}

test_a_long_delay_is_denied if {
	judge("main", {"livenessProbe": {"initialDelaySeconds": 120}}) == {[0, ["livenessProbe", "initialDelaySeconds"], [120]]}
	count(judge("sidecar", {"livenessProbe": {"initialDelaySeconds": 31}})) == 1
}

test_a_short_delay_and_a_startup_probe_pass if {
	count(judge("main", {"livenessProbe": {"initialDelaySeconds": 30}})) == 0
	count(judge("main", {"livenessProbe": {"initialDelaySeconds": 120}, "startupProbe": {"exec": {}}})) == 0
	count(judge("main", {"readinessProbe": {"initialDelaySeconds": 120}})) == 0
}
