package kubevet.cpl.etcd_peer_tls_test

import data.kubevet.cpl.etcd_peer_tls.deny

judge(words) := found if {
	containers := [{"id": 0, "c": {"command": array.concat(["/usr/local/bin/etcd"], words)}}]
	found := deny with input as {"containers": containers, "params": data.defaults}
}

good := ["--peer-cert-file=/etc/kubernetes/pki/peer-cert-file", "--peer-key-file=/etc/kubernetes/pki/peer-key-file", "--peer-client-cert-auth=true"]

test_good_flags_pass_in_both_ways_to_write_them if {
	count(judge(good)) == 0
	apart := [part | some word in good; some part in split(word, "=")]
	count(judge(apart)) == 0
}

test_a_component_without_flags_is_denied if {
	count(judge([])) == 3
}

test_true_of_peer_auto_tls_is_denied if {
	found := judge(array.concat(good, ["--peer-auto-tls=true"]))
	some [0, ["command"], ["peer-auto-tls", "true"], {"variant": "other"}] in found
}

test_other_programs_pass if {
	containers := [{"id": 0, "c": {"command": ["web"], "args": ["--peer-auto-tls=x"]}}]
	count(deny) == 0 with input as {"containers": containers, "params": data.defaults}
}
