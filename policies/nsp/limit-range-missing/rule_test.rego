package kubevet.nsp.limit_range_missing_test

import data.kubevet.nsp.limit_range_missing.deny

namespace(ranges) := {"kind": "Namespace", "name": "shop", "facts": {"limit_ranges": ranges}, "params": data.defaults}

limit_range(item) := {
	"kind": "LimitRange",
	"name": "main",
	"object": {"spec": {"limits": [{"type": "Pod", "max": {"cpu": 4}}, item]}},
	"facts": {"limit_ranges": []},
	"params": data.defaults,
}

cpu := {"cpu": "1"}

lacks(field) := [-2, ["spec", "limits", 1], [field], {"variant": "incomplete"}]

test_a_namespace_without_limit_range_is_denied if {
	deny == {[-2, ["metadata", "name"], []]} with input as namespace([])
	count(deny) == 0 with input as namespace([{"id": 1}])
}

test_what_containers_do_not_get_is_told if {
	found := deny with input as limit_range({"type": "Container", "defaultRequest": cpu})
	found == {lacks("default")}
	nothing := deny with input as limit_range({"type": "Container", "default": {}})
	nothing == {lacks("default"), lacks("defaultRequest")}
	minimum := deny with input as limit_range({"type": "Container", "min": cpu})
	minimum == {lacks("default")}
}

test_what_kubernetes_derives_counts if {
	count(deny) == 0 with input as limit_range({"type": "Container", "default": cpu})
	count(deny) == 0 with input as limit_range({"type": "Container", "max": cpu})
	count(deny) == 0 with input as limit_range({"type": "PersistentVolumeClaim", "max": {"storage": "1Gi"}})
}

test_bounds_can_be_asked_for if {
	found := deny with input as limit_range({"type": "Container", "default": cpu, "max": cpu})
		with input.params.NSP003.require_min_max as true
	found == {lacks("min")}
}

test_namespaces_can_be_left_out if {
	count(deny) == 0 with input as namespace([]) with input.name as "kube-public"
	count(deny) == 0 with input as namespace([]) with input.name as "openshift-dns"
}
