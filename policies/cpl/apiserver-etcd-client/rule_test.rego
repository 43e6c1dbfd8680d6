package kubevet.cpl.apiserver_etcd_client_test

import data.kubevet.cpl.apiserver_etcd_client.deny

judge(words) := found if {
	containers := [{"id": 0, "c": {"command": array.concat(["/usr/local/bin/kube-apiserver"], words)}}]
	found := deny with input as {"containers": containers, "params": data.defaults}
}

good := ["--etcd-certfile=/etc/kubernetes/pki/etcd-certfile", "--etcd-keyfile=/etc/kubernetes/pki/etcd-keyfile", "--etcd-cafile=/etc/kubernetes/pki/etcd-cafile"]

test_good_flags_pass_in_both_ways_to_write_them if {
	count(judge(good)) == 0
	apart := [part | some word in good; some part in split(word, "=")]
	count(judge(apart)) == 0
}

test_a_component_without_flags_is_denied if {
	count(judge([])) == 3
}

test_other_programs_pass if {
	containers := [{"id": 0, "c": {"command": ["web"], "args": ["--port=x"]}}]
	count(deny) == 0 with input as {"containers": containers, "params": data.defaults}
}
