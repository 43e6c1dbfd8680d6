package kubevet.net.network_policy_direction_missing_test

import data.kubevet.net.network_policy_direction_missing.deny

pod(policies) := {"pod": {"spec": {}}, "facts": {"network_policies": policies}, "params": data.defaults}

policy(id, ingress, egress) := {"id": id, "name": "p", "ingress": ingress, "egress": egress}

test_a_missing_direction_is_denied if {
	related := [[7, ["spec", "policyTypes"], "selects the pods"]]
	found := deny with input as pod([policy(7, true, false)])
	found == {[-3, ["metadata", "labels"], [["egress"], ["p"]], {"related": related}]}
	neither := deny with input as pod([policy(7, false, false)])
	neither == {[-3, ["metadata", "labels"], [["ingress", "egress"], ["p"]], {"related": related}]}
}

test_policies_add_up if {
	count(deny) == 0 with input as pod([policy(1, true, false), policy(2, false, true)])
}

test_only_the_directions_asked_for_count if {
	count(deny) == 0 with input as pod([policy(1, true, false)]) with input.params.NET002.directions as ["Ingress"]
}

test_pods_without_policy_or_on_the_node_network_pass if {
	count(deny) == 0 with input as pod([])
	count(deny) == 0 with input as pod([policy(1, true, false)]) with input.pod.spec as {"hostNetwork": true}
}
