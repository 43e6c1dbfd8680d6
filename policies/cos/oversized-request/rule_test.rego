package kubevet.cos.oversized_request_test

import data.kubevet.cos.oversized_request.deny

workload(requests, replicas) := {
	"object": {"spec": {"replicas": replicas}},
	"containers": [{"id": 0, "type": "main", "c": {"resources": {"requests": requests}}}],
	"params": data.defaults,
}

test_large_requests_are_denied if {
	found := deny with input as workload({"cpu": "8"}, 1)
	found == {[0, ["resources", "requests", "cpu"], ["8", "cpu", "4"]]}
	count(deny) == 1 with input as workload({"memory": "17Gi"}, 1)
}

test_all_replicas_together_have_a_bound if {
	found := deny with input as workload({"cpu": "500m"}, 50) with input.params.COS002.total_cpu as "20"
	found == {[-2, ["spec", "replicas"], [50, "cpu", "20"], {"variant": "total"}]}
	count(deny) == 0 with input as workload({"cpu": "500m"}, 40) with input.params.COS002.total_cpu as "20"
}

test_requests_within_the_bounds_pass if {
	count(deny) == 0 with input as workload({"cpu": 4, "memory": "16Gi"}, 100)
	count(deny) == 0 with input as workload({}, 100)
}
