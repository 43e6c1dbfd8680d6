package kubevet.net.ingress_host_not_in_tls_test

import data.kubevet.net.ingress_host_not_in_tls.deny

ingress(host, tls) := {"object": {"spec": {"rules": [{"host": host}], "tls": tls}}}

denied(host) := {[-2, ["spec", "rules", 0, "host"], [host], {"related": [[-1, ["spec", "tls"], "the hosts with TLS"]]}]}

test_a_host_without_certificate_is_denied if {
	found := deny with input as ingress("a.example.com", [{"hosts": ["b.example.com"]}])
	found == denied("a.example.com")
}

test_a_wildcard_covers_one_label if {
	tls := [{"hosts": ["*.example.com"]}]
	count(deny) == 0 with input as ingress("a.example.com", tls)
	count(deny) == 0 with input as ingress("*.example.com", tls)
	deep := deny with input as ingress("a.b.example.com", tls)
	deep == denied("a.b.example.com")
	bare := deny with input as ingress("example.com", tls)
	bare == denied("example.com")
}

test_an_entry_without_hosts_covers_all if {
	count(deny) == 0 with input as ingress("a.example.com", [{"hosts": ["b.example.com"]}, {"secretName": "x"}])
}

test_no_tls_and_no_host_pass if {
	count(deny) == 0 with input as ingress("a.example.com", [])
	count(deny) == 0 with input as ingress("", [{"hosts": ["b.example.com"]}])
	count(deny) == 0 with input as {"object": {"spec": {"rules": [{}], "tls": [{"hosts": ["b.example.com"]}]}}}
}
