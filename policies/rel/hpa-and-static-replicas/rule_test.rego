package kubevet.rel.hpa_and_static_replicas_test

import data.kubevet.rel.hpa_and_static_replicas.deny

hpa := {"id": 4, "kind": "HorizontalPodAutoscaler", "name": "web"}

workload(spec, autoscalers) := {"object": {"spec": spec}, "facts": {"autoscalers": autoscalers}}

test_replicas_beside_an_autoscaler_are_denied if {
	deny == {[-2, ["spec", "replicas"], [3, "HorizontalPodAutoscaler", "web"], {
		"related": [[4, ["spec", "scaleTargetRef", "name"], "scales it"]],
		"fix": [["remove", ["spec", "replicas"]]],
	}]} with input as workload({"replicas": 3}, [hpa])
}

test_one_of_both_passes if {
	count(deny) == 0 with input as workload({"replicas": 3}, [])
	count(deny) == 0 with input as workload({}, [hpa])
	count(deny) == 0 with input as workload({"replicas": 0}, [hpa])
}
