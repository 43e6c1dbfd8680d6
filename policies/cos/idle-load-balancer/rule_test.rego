package kubevet.cos.idle_load_balancer_test

import data.kubevet.cos.idle_load_balancer.deny

service(number) := {
	"object": {"spec": {"type": "LoadBalancer", "selector": {"app": "web"}}},
	"facts": {
		"load_balancer": {"number": number, "count": 5},
		"selected": [{"id": 1}],
		"has_endpoints": false,
		"made_elsewhere": false,
	},
	"params": data.defaults,
}

test_the_fourth_load_balancer_is_denied if {
	deny == {[-2, ["spec", "type"], [4, 5]]} with input as service(4)
	count(deny) == 0 with input as service(3)
	count(deny) == 0 with input as service(4) with input.params.COS001.max as 4
}

test_one_that_leads_nowhere_is_denied if {
	deny == {[-2, ["spec", "selector"], [], {"variant": "idle"}]} with input as service(4) with input.facts.selected as []
	count(deny) == 0 with input as service(1) with input.facts.selected as [] with input.facts.has_endpoints as true
	count(deny) == 0 with input as service(1) with input.facts.selected as [] with input.facts.made_elsewhere as true
	count(deny) == 0 with input as object.remove(service(1), ["facts"]) with input.facts as {"selected": []}
}
