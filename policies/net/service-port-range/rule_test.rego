package kubevet.net.service_port_range_test

import data.kubevet.net.service_port_range.deny

judge(port) := found if {
	found := deny with input as {"object": {"spec": {"ports": [port]}}, "params": data.defaults}
}

test_a_node_port_outside_of_the_range_is_denied if {
	judge({"port": 80, "nodePort": 8080}) == {[-2, ["spec", "ports", 0, "nodePort"], [8080, "30000-32767"]]}
	count(judge({"port": 80, "nodePort": 32768})) == 1
}

test_ports_inside_of_it_pass if {
	count(judge({"port": 80, "nodePort": 30000})) == 0
	count(judge({"port": 80, "nodePort": 32767})) == 0
	count(judge({"port": 80})) == 0
	count(judge({"port": 80, "nodePort": 0})) == 0
}

test_ports_of_services_are_judged_on_request if {
	service := {"object": {"spec": {"ports": [{"port": 80}]}}, "params": data.defaults}
	found := deny with input as service with input.params.NET020.port_range as "1024-65535"
	found == {[-2, ["spec", "ports", 0, "port"], [80, "1024-65535"], {"variant": "port"}]}
}
