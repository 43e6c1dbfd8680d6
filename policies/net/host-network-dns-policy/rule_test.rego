package kubevet.net.host_network_dns_policy_test

import data.kubevet.net.host_network_dns_policy.deny

pod(spec) := {"pod": {"windows": false, "spec": object.union({"hostNetwork": true}, spec)}}

test_the_default_is_denied_and_replaced if {
	deny == found(", the default,") with input as pod({})
	deny == found("") with input as pod({"dnsPolicy": "ClusterFirst"})
}

found(origin) := {[-1, ["dnsPolicy"], [origin], {"fix": [["set", ["dnsPolicy"], "ClusterFirstWithHostNet"]]}]}

test_other_policies_pass if {
	every policy in ["ClusterFirstWithHostNet", "Default", "None"] {
		count(deny) == 0 with input as pod({"dnsPolicy": policy})
	}
}

test_pods_with_a_network_of_their_own_and_critical_ones_pass if {
	count(deny) == 0 with input as {"pod": {"windows": false, "spec": {}}}
	count(deny) == 0 with input as pod({"hostNetwork": false})
	count(deny) == 0 with input as pod({"priorityClassName": "system-node-critical"})
	count(deny) == 0 with input as pod({}) with input.pod.windows as true
}
