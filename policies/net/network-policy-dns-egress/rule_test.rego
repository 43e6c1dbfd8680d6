package kubevet.net.network_policy_dns_egress_test

import data.kubevet.net.network_policy_dns_egress.deny

policy(egress) := {"namespace": "shop", "object": {"spec": {"policyTypes": ["Egress"], "egress": egress}}}

denied := {[-2, ["spec", "egress"], [], {"key": true}]}

test_egress_without_dns_is_denied if {
	every egress in [
		[{"ports": [{"port": 443}]}],
		[{"ports": [{"port": 53}]}],
		[{"ports": [{"protocol": "UDP", "port": 443}]}],
		[{"to": [{"podSelector": {"matchLabels": {"app": "database"}}}]}],
	] {
		deny == denied with input as policy(egress)
	}
}

test_dns_passes if {
	every port in [
		{"protocol": "UDP", "port": 53}, {"protocol": "UDP", "port": 5353}, {"protocol": "UDP"},
		{"protocol": "UDP", "port": 1, "endPort": 1024}, {"protocol": "UDP", "port": "dns"},
	] {
		count(deny) == 0 with input as policy([{"ports": [{"port": 443}]}, {"ports": [port]}])
	}
}

test_all_ports_pass_where_they_reach_the_server if {
	count(deny) == 0 with input as policy([{}])
	count(deny) == 0 with input as policy([{"to": [{"namespaceSelector": {}}]}])
	count(deny) == 0 with input as policy([{"to": [{"ipBlock": {"cidr": "169.254.20.10/32"}}]}])
	own := policy([{"to": [{"podSelector": {}}]}])
	count(deny) == 0 with input as own with input.namespace as "kube-system"
}

test_no_egress_at_all_passes if {
	count(deny) == 0 with input as policy([])
	count(deny) == 0 with input as {"namespace": "shop", "object": {"spec": {"policyTypes": ["Ingress"], "egress": [{"ports": [{"port": 1}]}]}}}
	deny == denied with input as {"namespace": "shop", "object": {"spec": {"egress": [{"ports": [{"port": 1}]}]}}}
}
