package kubevet.sec.high_user_id_test

import data.kubevet.sec.high_user_id.deny

judge(pod, own, type) := found if {
	found := deny with input as {
		"pod": {"windows": false, "spec": {"securityContext": pod}},
		"containers": [{"id": 0, "name": "web", "type": type, "c": {"securityContext": own}, "sc": object.union(pod, own)}],
		"params": data.defaults,
	}
}

path := ["securityContext", "runAsUser"]

test_absent_is_denied if {
	judge({}, {}, "main") == {[0, path, [10000]]}
}

test_low_is_denied_where_it_is_set if {
	judge({}, {"runAsUser": 9999}, "init") == {[0, path, [9999, 10000], {"variant": "low"}]}
	judge({"runAsUser": 0}, {}, "main") == {[-1, path, [0, 10000, ["`web`"]], {"variant": "pod"}]}
}

test_high_passes_and_wins_over_the_pod if {
	count(judge({}, {"runAsUser": 10000}, "main")) == 0
	count(judge({"runAsUser": 1}, {"runAsUser": 20000}, "main")) == 0
	count(judge({}, {}, "ephemeral")) == 0
}

test_user_namespaces_and_windows_pass if {
	containers := [{"id": 0, "name": "web", "type": "main", "c": {}, "sc": {}}]
	count(deny) == 0 with input as {"pod": {"windows": false, "spec": {"hostUsers": false}}, "containers": containers, "params": data.defaults}
	count(deny) == 0 with input as {"pod": {"windows": true, "spec": {}}, "containers": containers, "params": data.defaults}
}
