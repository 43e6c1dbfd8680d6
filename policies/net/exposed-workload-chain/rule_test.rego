package kubevet.net.exposed_workload_chain_test

import data.kubevet.net.exposed_workload_chain.deny

web(exposed, services) := {"facts": {"exposed_by": exposed, "services": services}, "params": data.defaults}

service := {"id": 2, "kind": "Service", "name": "web"}

test_workloads_that_can_be_reached_are_told_with_the_way if {
	found := deny with input as web([{"id": 3, "kind": "Ingress", "name": "shop"}], [service])
	found == {[-2, [], [["Ingress `shop`"]], {"related": [[3, ["spec"], "lets traffic in"], [2, ["spec", "selector"], "leads to the pods"]]}]}
	itself := deny with input as web([service], [service])
	itself == {[-2, [], [["Service `web`"]], {"related": [[2, ["spec"], "lets traffic in"]]}]}
}

test_others_pass if {
	found := deny with input as web([], [service])
	count(found) == 0
}
