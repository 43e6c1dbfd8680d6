package kubevet.res.gpu_request_without_limit_test

import data.kubevet.res.gpu_request_without_limit.deny

judge(resources) := found if {
	found := deny with input as {"group": "argoproj.io", "containers": [{"id": 1, "c": {"resources": resources}}]}
}

found(name, amount) := {[1, path, [name, amount], {"fix": [["set", path, amount]]}]} if {
	path := ["resources", "limits", name]
}

test_a_request_alone_is_denied if {
	judge({"requests": {"nvidia.com/gpu": 1, "cpu": "1"}}) == found("nvidia.com/gpu", 1)
	judge({"requests": {"nvidia.com/gpu": 1}, "limits": {"cpu": "1"}}) == found("nvidia.com/gpu", 1)
	judge({"requests": {"hugepages-2Mi": "64Mi"}}) == found("hugepages-2Mi", "64Mi")
}

test_kinds_of_kubernetes_are_left_to_the_api_server if {
	alone := [{"id": 1, "c": {"resources": {"requests": {"nvidia.com/gpu": 1}}}}]
	count(deny) == 0 with input as {"group": "", "containers": alone}
	count(deny) == 0 with input as {"group": "apps", "containers": alone}
}

test_limits_and_what_kubernetes_itself_provides_pass if {
	count(judge({"requests": {"cpu": "1", "memory": "1Gi", "ephemeral-storage": "1Gi"}})) == 0
	count(judge({"requests": {"nvidia.com/gpu": 1}, "limits": {"nvidia.com/gpu": "1"}})) == 0
	count(judge({"requests": {"nvidia.com/gpu": 0}, "limits": {"nvidia.com/gpu": 0}})) == 0
	count(judge({"requests": {"kubernetes.io/batch-cpu": 1}})) == 0
	count(judge({"limits": {"nvidia.com/gpu": 1}})) == 0
}
