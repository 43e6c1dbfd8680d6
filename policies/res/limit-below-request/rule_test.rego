package kubevet.res.limit_below_request_test

import data.kubevet.res.limit_below_request.deny

container(requests, limits) := {
	"group": "argoproj.io",
	"minor": 34,
	"pod": {"spec": {}},
	"containers": [{"id": 0, "c": {"resources": {"requests": requests, "limits": limits}}}],
}

pod(requests, limits) := {
	"group": "argoproj.io",
	"minor": 34,
	"pod": {"spec": {"resources": {"requests": requests, "limits": limits}}},
	"containers": [],
}

path(name) := ["resources", "requests", name]

test_more_than_the_limit_is_denied if {
	deny == {[0, path("cpu"), ["cpu", "1", "500m"]]} with input as container({"cpu": "1"}, {"cpu": "500m"})
	deny == {[0, path("memory"), ["memory", "1Gi", "1G"]]} with input as container({"memory": "1Gi"}, {"memory": "1G"})
	deny == {[0, path("cpu"), ["cpu", 2, 1]]} with input as container({"cpu": 2}, {"cpu": 1})
	deny == {[0, path("cpu"), ["cpu", "0.2", 0.1]]} with input as container({"cpu": "0.2"}, {"cpu": 0.1})
}

test_equal_amounts_in_other_units_pass if {
	every pair in [["1000m", 1], ["1Gi", "1024Mi"], ["0.1Gi", "102.4Mi"], ["1G", "1000M"], ["1", "1e3m"], ["100m", 0.1]] {
		count(deny) == 0 with input as container({"memory": pair[0]}, {"memory": pair[1]})
		count(deny) == 0 with input as container({"memory": pair[1]}, {"memory": pair[0]})
	}
}

test_less_or_one_of_both_passes if {
	count(deny) == 0 with input as container({"cpu": "10m"}, {"cpu": "1"})
	count(deny) == 0 with input as container({"cpu": "10m"}, {"memory": "1"})
	count(deny) == 0 with input as container({"cpu": "{{ x }}"}, {"cpu": "1"})
}

test_devices_and_huge_pages_must_be_equal if {
	every name in ["nvidia.com/gpu", "hugepages-2Mi"] {
		deny == {[0, path(name), [name, "1", 2], {"variant": "fixed"}]} with input as container({name: "1"}, {name: 2})
		count(deny) == 0 with input as container({name: "2"}, {name: 2})
	}
}

test_kinds_of_kubernetes_are_left_to_the_api_server if {
	every group in ["", "apps", "batch", "resource.k8s.io"] {
		count(deny) == 0 with input as container({"cpu": "1"}, {"cpu": "500m"}) with input.group as group
	}
}

test_the_pod_as_a_whole_counts_from_1_34 if {
	deny == {[-1, path("cpu"), ["cpu", "2", "1"], {"variant": "pod"}]} with input as pod({"cpu": "2"}, {"cpu": "1"})
	deny == {[-1, path("hugepages-2Mi"), ["hugepages-2Mi", "2Mi", "4Mi"], {"variant": "pod_fixed"}]}
		with input as pod({"hugepages-2Mi": "2Mi"}, {"hugepages-2Mi": "4Mi"})
	count(deny) == 0 with input as pod({"cpu": "2"}, {"cpu": "1"}) with input.minor as 33
}
