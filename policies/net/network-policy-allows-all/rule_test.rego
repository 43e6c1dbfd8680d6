package kubevet.net.network_policy_allows_all_test

import data.kubevet.net.network_policy_allows_all.deny

block(cidr, except) := {"from": [{"podSelector": {}}, {"ipBlock": {"cidr": cidr, "except": except}}]}

policy(spec) := {"object": {"spec": spec}, "params": data.defaults}

test_a_rule_without_peers_and_ports_is_denied if {
	every rule in [{}, {"from": []}, {"from": [], "ports": []}] {
		deny == {[-2, ["spec", "ingress", 0], []]} with input as policy({"ingress": [rule]})
	}
}

test_a_rule_with_ports_or_peers_passes if {
	every rule in [{"ports": [{"port": 80}]}, {"from": [{"podSelector": {}}]}] {
		count(deny) == 0 with input as policy({"ingress": [rule]})
	}
}

test_the_whole_world_is_denied_without_ports_and_exceptions if {
	path := ["spec", "ingress", 0, "from", 1, "ipBlock", "cidr"]
	deny == {[-2, path, ["::/0"], {"variant": "world"}]} with input as policy({"ingress": [block("::/0", [])]})
	count(deny) == 0 with input as policy({"ingress": [block("10.0.0.0/8", [])]})
	count(deny) == 0 with input as policy({"ingress": [block("0.0.0.0/0", ["10.0.0.0/8"])]})
}

test_rules_that_are_not_in_force_pass if {
	count(deny) == 0 with input as policy({"policyTypes": ["Egress"], "ingress": [{}]})
	count(deny) == 1 with input as policy({"policyTypes": ["Ingress"], "ingress": [{}]})
}

test_egress_is_a_remark_for_who_asks if {
	spec := {"policyTypes": ["Egress"], "egress": [{}]}
	count(deny) == 0 with input as policy(spec)
	found := deny with input as policy(spec) with input.params.NET007.directions as ["Ingress", "Egress"]
	found == {[-2, ["spec", "egress", 0], [], {"severity": "info", "variant": "egress"}]}
}
