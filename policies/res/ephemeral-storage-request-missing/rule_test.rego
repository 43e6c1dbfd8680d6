package kubevet.res.ephemeral_storage_request_missing_test

import data.kubevet.res.ephemeral_storage_request_missing.deny

pod(type, resources) := {
	"containers": [{"id": 2, "name": "app", "type": type, "c": {"resources": resources}}],
	"facts": {"limit_ranges": []},
}

denied := {[2, ["resources", "requests", "ephemeral-storage"], []]}

test_nothing_or_zero_is_denied_in_every_container_but_ephemeral_ones if {
	deny == denied with input as pod("main", {})
	deny == denied with input as pod("sidecar", {"requests": {"memory": "1Gi"}})
	deny == denied with input as pod("init", {"requests": {"ephemeral-storage": "0Mi"}, "limits": {"ephemeral-storage": "1Gi"}})
	count(deny) == 0 with input as pod("ephemeral", {})
}

test_a_request_or_a_limit_passes if {
	count(deny) == 0 with input as pod("main", {"requests": {"ephemeral-storage": "1Gi"}})
	count(deny) == 0 with input as pod("main", {"limits": {"ephemeral-storage": 1000000}})
}

test_a_limit_range_gives_requests if {
	ranged := [{"id": 1, "default_requests": ["ephemeral-storage"]}]
	count(deny) == 0 with input as pod("main", {}) with input.facts.limit_ranges as ranged
}
