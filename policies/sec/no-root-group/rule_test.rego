package kubevet.sec.no_root_group_test

import data.kubevet.sec.no_root_group.deny

judge(pod, own, params) := found if {
	found := deny with input as {
		"pod": {"windows": false, "spec": {"securityContext": pod}},
		"containers": [{"id": 0, "name": "web", "c": {"securityContext": own}, "sc": object.union(pod, own)}],
		"params": {"SEC005": params},
	}
}

lax := {"require_set": false}

path := ["securityContext", "runAsGroup"]

test_zero_is_denied_where_it_is_set if {
	judge({}, {"runAsGroup": 0}, lax) == {[0, path, [], {"fix": [["remove", path]]}]}
	judge({"runAsGroup": 0}, {}, lax) == {[-1, path, [["`web`"]], {"variant": "pod", "fix": [["remove", path]]}]}
	count(judge({"runAsGroup": 0}, {"runAsGroup": 7}, lax)) == 0
}

test_groups_of_volumes_and_further_groups_are_judged if {
	some finding in judge({"fsGroup": 0}, {}, lax)
	finding[1] == ["securityContext", "fsGroup"]
	some other in judge({"supplementalGroups": [5, 0]}, {}, lax)
	other[1] == ["securityContext", "supplementalGroups", 1]
}

test_absent_passes_unless_it_is_required if {
	count(judge({}, {}, lax)) == 0
	judge({}, {}, {"require_set": true}) == {[0, path, [], {"variant": "absent"}]}
	count(judge({"runAsGroup": 3}, {}, {"require_set": true})) == 0
}
