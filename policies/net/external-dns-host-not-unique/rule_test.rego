package kubevet.net.external_dns_host_not_unique_test

import data.kubevet.net.external_dns_host_not_unique.deny

path := ["metadata", "annotations", "external-dns.alpha.kubernetes.io/hostname"]

same(id, host, first) := {"id": id, "kind": "Service", "name": "old", "host": host, "first": first}

test_the_later_one_is_told if {
	found := deny with input as {"facts": {"same_dns_hosts": [same(3, "shop.example", true)]}}
	found == {[-2, path, ["shop.example", ["Service `old`"]], {"related": [[3, path, "asked for here too"]]}]}
}

test_the_first_one_passes if {
	count(deny) == 0 with input as {"facts": {"same_dns_hosts": [same(3, "shop.example", false)]}}
	count(deny) == 0 with input as {"facts": {"same_dns_hosts": []}}
}

test_each_name_is_one_finding_however_many_others_have_it if {
	others := [same(3, "a.example", true), same(4, "a.example", true), same(3, "b.example", true), same(5, "b.example", false)]
	found := deny with input as {"facts": {"same_dns_hosts": others}}
	{host | some [_, _, [host, _], _] in found} == {"a.example", "b.example"}
	count(found) == 2
}
