package kubevet.net.network_policy_dns_egress_test

import data.kubevet.net.network_policy_dns_egress.deny

policy(spec, policies) := {"object": {"spec": spec}, "facts": {"network_policies": policies}}

calls := {"policyTypes": ["Egress"], "egress": [{"ports": [{"port": 443}]}]}

itself := {"id": 1, "egress": true, "dns": false}

denied := {[-2, ["spec", "egress"], [], {"key": true}]}

test_egress_without_dns_is_denied if {
	deny == denied with input as policy(calls, [itself])
	deny == denied with input as policy(object.remove(calls, ["policyTypes"]), [itself])
	deny == denied with input as policy(calls, [itself, {"id": 2, "egress": false, "dns": false}])
}

test_dns_by_this_or_another_policy_passes if {
	count(deny) == 0 with input as policy(calls, [{"id": 1, "egress": true, "dns": true}])
	count(deny) == 0 with input as policy(calls, [itself, {"id": 2, "egress": true, "dns": true}])
}

test_no_egress_at_all_passes if {
	count(deny) == 0 with input as policy({"policyTypes": ["Egress"], "egress": []}, [itself])
	count(deny) == 0 with input as policy({"policyTypes": ["Egress"]}, [itself])
	count(deny) == 0 with input as policy(object.union(calls, {"policyTypes": ["Ingress"]}), [itself])
}
