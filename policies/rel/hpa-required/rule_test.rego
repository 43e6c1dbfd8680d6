package kubevet.rel.hpa_required_test

import data.kubevet.rel.hpa_required.deny

workload(kind) := {"kind": kind, "object": {"metadata": {}}, "facts": {"autoscalers": []}, "params": data.defaults}

test_workloads_without_an_autoscaler_are_denied if {
	deny == {[-2, ["spec", "replicas"], []]} with input as workload("Deployment")
	count(deny) == 1 with input as workload("StatefulSet") with input.params.REL009.kinds as ["StatefulSet"]
}

test_others_pass if {
	count(deny) == 0 with input as workload("Deployment") with input.facts.autoscalers as [{"id": 1}]
	count(deny) == 0 with input as workload("StatefulSet")
	count(deny) == 0 with input as workload("Deployment") with input.object.metadata.ownerReferences as [{"kind": "App"}]
}
