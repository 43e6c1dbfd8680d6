package kubevet.sec.sensitive_host_path_test

import data.kubevet.sec.sensitive_host_path.deny

judge(path) := found if {
	found := deny with input as {
		"pod": {"spec": {"volumes": [{"name": "tmp", "emptyDir": {}}, {"name": "data", "hostPath": {"path": path}}]}},
		"params": data.defaults,
	}
}

test_system_folders_are_denied if {
	every path in {"/", "/etc", "/etc/", "//etc/.", "/var/lib/kubelet", "/var/lib/kubelet/pods", "/etc/ssh/keys"} {
		judge(path) == {[-1, ["volumes", 1, "hostPath", "path"], ["data", path]]}
	}
}

test_other_folders_and_folders_below_pass if {
	every path in {"/data", "/etc/ssl/certs", "/var/lib/kubelet-data", "/var/log", "/home/app"} {
		count(judge(path)) == 0
	}
}

test_runtimes_and_credentials_are_left_to_their_own_rules if {
	every path in {"/var/run", "/run/", "/var/run/docker.sock", "/etc/kubernetes", "/var/lib/kubelet/pki/"} {
		count(judge(path)) == 0
	}
}
