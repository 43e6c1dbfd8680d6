package kubevet.sec.node_credential_path_test

import data.kubevet.sec.node_credential_path.deny

judge(path) := found if {
	volumes := [{"name": "tmp", "emptyDir": {}}, {"name": "host", "hostPath": {"path": path}}]
	found := deny with input as {"pod": {"spec": {"volumes": volumes}}, "params": data.defaults}
}

test_credentials_and_what_lies_below_are_denied if {
	judge("/root/.aws") == {[-1, ["volumes", 1, "hostPath", "path"], ["host", "/root/.aws"]]}
	count(judge("/etc//kubernetes/pki/")) == 1
	count(judge("/var/lib/kubelet/./pki")) == 1
}

test_other_paths_pass if {
	count(judge("/etc/kubernetes-docs")) == 0
	count(judge("/var/lib/kubelet/pods")) == 0
	count(judge("/data/etc/kubernetes")) == 0
}
