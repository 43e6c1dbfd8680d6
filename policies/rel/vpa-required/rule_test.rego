package kubevet.rel.vpa_required_test

import data.kubevet.rel.vpa_required.deny

workload(autoscalers) := {"kind": "Deployment", "object": {"metadata": {}}, "facts": {"vertical_autoscalers": autoscalers}, "params": data.defaults}

vpa := {"id": 4, "name": "web", "mode": "Auto"}

test_workloads_without_an_autoscaler_are_denied if {
	found := deny with input as workload([])
	found == {[-2, [], []]}
}

test_other_modes_are_denied if {
	found := deny with input as workload([vpa]) with input.params.REL010.allowed_modes as ["Off"]
	found == {[-2, [], ["web", "Auto", ["Off"]], {"variant": "mode", "related": [[4, ["spec", "updatePolicy", "updateMode"], "the mode is set here"]]}]}
}

test_others_pass if {
	count(deny) == 0 with input as workload([vpa])
	count(deny) == 0 with input as workload([]) with input.kind as "CronJob"
	count(deny) == 0 with input as workload([]) with input.object.metadata.ownerReferences as [{"kind": "App"}]
}
