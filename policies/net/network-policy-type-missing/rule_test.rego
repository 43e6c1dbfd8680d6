package kubevet.net.network_policy_type_missing_test

import data.kubevet.net.network_policy_type_missing.deny

policy(spec) := {"object": {"spec": spec}}

fix(direction) := {"key": true, "fix": [["set", ["spec", "policyTypes", "-"], direction]]}

test_rules_of_the_other_direction_are_denied if {
	egress := deny with input as policy({"policyTypes": ["Ingress"], "egress": [{}]})
	egress == {[-2, ["spec", "egress"], ["Egress"], fix("Egress")]}
	ingress := deny with input as policy({"policyTypes": ["Egress"], "ingress": [{}], "egress": [{}]})
	ingress == {[-2, ["spec", "ingress"], ["Ingress"], fix("Ingress")]}
}

test_rules_of_named_directions_pass if {
	count(deny) == 0 with input as policy({"policyTypes": ["Ingress", "Egress"], "ingress": [{}], "egress": [{}]})
}

test_without_types_all_rules_count if {
	count(deny) == 0 with input as policy({"egress": [{}]})
	count(deny) == 0 with input as policy({"policyTypes": [], "egress": [{}]})
}

test_no_rules_pass if {
	count(deny) == 0 with input as policy({"policyTypes": ["Ingress"], "egress": []})
}
