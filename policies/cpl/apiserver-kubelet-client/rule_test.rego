package kubevet.cpl.apiserver_kubelet_client_test

import data.kubevet.cpl.apiserver_kubelet_client.deny

judge(words) := found if {
	containers := [{"id": 0, "c": {"command": array.concat(["/usr/local/bin/kube-apiserver"], words)}}]
	found := deny with input as {"containers": containers, "params": data.defaults}
}

good := ["--kubelet-client-certificate=/etc/kubernetes/pki/kubelet-client-certificate", "--kubelet-client-key=/etc/kubernetes/pki/kubelet-client-key", "--kubelet-certificate-authority=/etc/kubernetes/pki/kubelet-certificate-authority"]

test_good_flags_pass_in_both_ways_to_write_them if {
	count(judge(good)) == 0
	apart := [part | some word in good; some part in split(word, "=")]
	count(judge(apart)) == 0
}

test_a_component_without_flags_is_denied if {
	count(judge([])) == 3
}

test_false_of_kubelet_https_is_denied if {
	found := judge(array.concat(good, ["--kubelet-https=false"]))
	some [0, ["command"], ["kubelet-https", "false"], {"variant": "other"}] in found
}

test_other_programs_pass if {
	containers := [{"id": 0, "c": {"command": ["web"], "args": ["--kubelet-https=x"]}}]
	count(deny) == 0 with input as {"containers": containers, "params": data.defaults}
}
