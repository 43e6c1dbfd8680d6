package kubevet.res.ephemeral_storage_limit_missing_test

import data.kubevet.res.ephemeral_storage_limit_missing.deny

pod(type, container, volumes) := {
	"pod": {"spec": {"volumes": volumes}},
	"containers": [{"id": 2, "name": "app", "type": type, "c": container}],
	"facts": {"limit_ranges": []},
	"params": data.defaults,
}

limit(amount) := {"resources": {"limits": {"ephemeral-storage": amount}}}

path := ["resources", "limits", "ephemeral-storage"]

test_no_limit_is_denied_in_every_container_but_ephemeral_ones if {
	deny == {[2, path, []]} with input as pod("main", {}, [])
	deny == {[2, path, []]} with input as pod("sidecar", {"resources": {"limits": {"cpu": "1"}}}, [])
	deny == {[2, path, []]} with input as pod("init", limit("0Mi"), [])
	count(deny) == 0 with input as pod("ephemeral", {}, [])
}

test_a_limit_passes_up_to_max if {
	count(deny) == 0 with input as pod("main", limit("1Gi"), [])
	count(deny) == 0 with input as pod("main", limit("1Gi"), []) with input.params.RES013.max as "1024Mi"
	deny == {[2, path, ["2Gi", "1Gi"], {"variant": "too_much"}]} with input as pod("main", limit("2Gi"), [])
		with input.params.RES013.max as "1Gi"
}

test_a_limit_range_gives_limits if {
	ranged := [{"id": 1, "default_limits": ["ephemeral-storage"]}]
	count(deny) == 0 with input as pod("main", {}, []) with input.facts.limit_ranges as ranged
}

test_containers_without_an_unlimited_empty_dir_can_be_left_out if {
	container := {"volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}]}
	count(deny) == 1 with input as pod("main", container, [{"name": "tmp", "emptyDir": {}}])
		with input.params.RES013.only_with_emptydir as true
	every source in [{"medium": "Memory"}, {"sizeLimit": "1Gi"}] {
		count(deny) == 0 with input as pod("main", container, [{"name": "tmp", "emptyDir": source}])
			with input.params.RES013.only_with_emptydir as true
	}
	count(deny) == 0 with input as pod("main", container, [{"name": "other", "emptyDir": {}}])
		with input.params.RES013.only_with_emptydir as true
}
