package kubevet.net.ingress_duplicate_host_path_test

import data.kubevet.net.ingress_duplicate_host_path.deny

same := {"id": 4, "kind": "Ingress", "name": "old", "path": ["a", 0], "other": ["b", 1], "host": "shop.example.com", "route": "/"}

ingress(routes) := {"name": "shop", "facts": {"same_routes": routes, "shared_hosts": [shared]}, "params": data.defaults}

shared := {"id": 6, "kind": "Ingress", "name": "old", "path": ["spec", "rules", "0", "host"], "other": ["spec", "rules", "1", "host"], "host": "shop.example.com"}

test_a_shared_route_is_denied if {
	found := deny with input as ingress([same])
	found == {[-2, ["a", 0, "path"], [["`old`"], "/", "shop.example.com"], {"related": [[4, ["b", 1, "path"], "claimed here too"]]}]}
}

test_each_two_are_told_of_once if {
	count(deny) == 0 with input as ingress([same]) with input.name as "landing-page"
	count(deny) == 1 with input as ingress([same]) with input.name as "old"
}

test_a_path_is_told_of_once if {
	found := deny with input as ingress([same, object.union(same, {"id": 5, "name": "older"})])
	[[args[0], count(extra.related)] | some [_, _, args, extra] in found] == [[["`old`", "`older`"], 2]]
}

test_no_host_is_every_host if {
	found := deny with input as ingress([object.union(same, {"host": ""})])
	some [_, _, [["`old`"], "/", "every host"], _] in found
}

test_no_shared_routes_pass if {
	count(deny) == 0 with input as ingress([])
}

test_a_shared_host_is_enough_where_it_is_asked_for if {
	related := [[6, ["spec", "rules", "1", "host"], "claimed here too"]]
	deny == {[-2, ["spec", "rules", "0", "host"], [["`old`"], "", "shop.example.com"], {"variant": "host", "related": related}]}
		with input as ingress([same]) with input.params.NET028.mode as "host"
	count(deny) == 0 with input as ingress([]) with input.params.NET028.mode as "host" with input.name as "landing-page"
}
