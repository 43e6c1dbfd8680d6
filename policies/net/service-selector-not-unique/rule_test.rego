package kubevet.net.service_selector_not_unique_test

import data.kubevet.net.service_selector_not_unique.deny

service := {"object": {"spec": {"selector": {"app": "web"}, "ports": [{"port": 80}]}}, "params": data.defaults}

other := {"id": 3, "name": "old", "headless": false, "first": true, "ports": [{"name": "", "number": 80, "protocol": "TCP"}]}

test_the_later_one_is_told if {
	extra := {"related": [[3, ["spec", "selector"], "the same selector"]]}
	deny == {[-2, ["spec", "selector"], ["old", [80]], extra]} with input as service with input.facts as {"same_selector": [other]}
	count(deny) == 0 with input as service with input.facts as {"same_selector": [object.union(other, {"first": false})]}
}

test_other_ports_and_protocols_pass if {
	ports := [{"name": "", "number": 80, "protocol": "UDP"}, {"name": "", "number": 9090, "protocol": "TCP"}]
	count(deny) == 0 with input as service with input.facts as {"same_selector": [object.union(other, {"ports": ports})]}
}

test_a_headless_service_may_stand_beside_another if {
	headless := {"same_selector": [object.union(other, {"headless": true})]}
	count(deny) == 0 with input as service with input.facts as headless
	count(deny) == 1 with input as service with input.facts as headless with input.params.NET019.allow_headless_pair as false
}

test_two_headless_services_are_told if {
	headless := {"same_selector": [object.union(other, {"headless": true})]}
	count(deny) == 1 with input as service with input.facts as headless with input.object.spec.clusterIP as "None"
}
