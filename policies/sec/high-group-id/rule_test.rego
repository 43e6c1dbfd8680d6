package kubevet.sec.high_group_id_test

import data.kubevet.sec.high_group_id.deny

judge(pod, own, type) := found if {
	found := deny with input as {
		"pod": {"windows": false, "spec": {"securityContext": pod}},
		"containers": [{"id": 0, "name": "web", "type": type, "c": {"securityContext": own}, "sc": object.union(pod, own)}],
		"params": data.defaults,
	}
}

path := ["securityContext", "runAsGroup"]

test_absent_is_denied if {
	judge({}, {}, "sidecar") == {[0, path, [10000]]}
}

test_low_is_denied_where_it_is_set if {
	judge({}, {"runAsGroup": 9999}, "main") == {[0, path, [9999, 10000], {"variant": "low"}]}
	judge({"runAsGroup": 0}, {}, "main") == {[-1, path, [0, 10000, ["`web`"]], {"variant": "pod"}]}
}

test_high_passes_and_wins_over_the_pod if {
	count(judge({}, {"runAsGroup": 10000}, "main")) == 0
	count(judge({"runAsGroup": 1}, {"runAsGroup": 20000}, "main")) == 0
	count(judge({}, {}, "ephemeral")) == 0
}
