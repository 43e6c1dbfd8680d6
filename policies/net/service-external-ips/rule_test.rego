package kubevet.net.service_external_ips_test

import data.kubevet.net.service_external_ips.deny

service(addresses) := {"object": {"spec": {"externalIPs": addresses}}, "params": data.defaults}

path := ["spec", "externalIPs"]

test_external_addresses_are_denied_and_removed if {
	found := deny with input as service(["203.0.113.7", "2001:db8::1"])
	found == {[-2, path, [["203.0.113.7", "2001:db8::1"]], {"fix": [["remove", path]]}]}
}

test_no_addresses_pass if {
	count(deny) == 0 with input as service([])
	count(deny) == 0 with input as {"object": {"spec": {}}, "params": data.defaults}
}

test_addresses_and_ranges_can_be_allowed if {
	ranges := ["192.0.2.0/28", "203.0.113.7"]
	count(deny) == 0 with input as service(["192.0.2.3", "203.0.113.7"]) with input.params.NET017.allowed as ranges
	found := deny with input as service(["192.0.2.3", "192.0.2.16"]) with input.params.NET017.allowed as ranges
	found == {[-2, path, [["192.0.2.16"]]]}
}
