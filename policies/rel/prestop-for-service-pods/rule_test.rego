package kubevet.rel.prestop_for_service_pods_test

import data.kubevet.rel.prestop_for_service_pods.deny

pods(containers, spec) := {
	"kind": "Deployment",
	"pod": {"spec": spec},
	"containers": containers,
	"facts": {"services": [{"id": 2, "name": "web"}]},
	"params": data.defaults,
}

app := {"id": 0, "type": "main", "c": {}}

test_containers_without_hook_are_denied if {
	found := deny with input as pods([app, {"id": 1, "type": "sidecar", "c": {"lifecycle": {"postStart": {}}}}], {})
	extra := {"related": [[2, ["spec", "selector"], "selects the pods"]]}
	found == {[0, ["lifecycle", "preStop"], [["Service `web`"]], extra], [1, ["lifecycle", "preStop"], [["Service `web`"]], extra]}
}

test_others_pass if {
	count(deny) == 0 with input as pods([{"id": 0, "type": "main", "c": {"lifecycle": {"preStop": {"sleep": {"seconds": 5}}}}}], {})
	count(deny) == 0 with input as pods([{"id": 0, "type": "init", "c": {}}], {})
	count(deny) == 0 with input as pods([app], {"terminationGracePeriodSeconds": 0})
	count(deny) == 0 with input as pods([app], {}) with input.facts.services as []
	count(deny) == 0 with input as pods([app], {}) with input.kind as "Job"
}
