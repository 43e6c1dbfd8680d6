package kubevet.net.pod_without_network_policy_test

import data.kubevet.net.pod_without_network_policy.deny

workload := {
	"kind": "Deployment",
	"name": "web",
	"namespace": "shop",
	"pod": {"spec": {}},
	"facts": {"network_policies_in_run": true, "network_policies": []},
	"params": data.defaults,
}

denied := {[-3, ["metadata", "labels"], []]}

test_a_pod_that_no_policy_selects_is_denied if {
	deny == denied with input as workload
}

test_a_selected_pod_passes if {
	count(deny) == 0 with input as workload with input.facts.network_policies as [{"name": "web"}]
}

test_nothing_is_said_without_any_policy_unless_asked if {
	count(deny) == 0 with input as workload with input.facts.network_policies_in_run as false
	deny == denied with input as workload with input.facts.network_policies_in_run as false
		with input.params.NET001.require_always as true
}

test_pods_on_the_node_network_pass if {
	count(deny) == 0 with input as workload with input.pod.spec as {"hostNetwork": true}
}

test_jobs_can_be_left_out if {
	deny with input as workload with input.kind as "Job"
	count(deny) == 0 with input as workload with input.kind as "Job" with input.params.NET001.skip_jobs as true
}
