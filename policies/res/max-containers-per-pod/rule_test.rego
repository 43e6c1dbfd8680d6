package kubevet.res.max_containers_per_pod_test

import data.kubevet.res.max_containers_per_pod.deny

judge(types) := found if {
	containers := [{"id": i, "type": type} | some i, type in types]
	found := deny with input as {"containers": containers, "params": data.defaults}
}

test_too_many_are_denied if {
	judge(["main", "main", "main", "main", "sidecar"]) == {[-1, ["containers"], [5, 4], {"key": true}]}
}

test_as_many_as_allowed_pass if {
	count(judge(["main", "main", "main", "sidecar"])) == 0
	count(judge(["main", "main", "main", "main", "init", "ephemeral"])) == 0
}
