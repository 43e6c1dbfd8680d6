package kubevet.sec.container_runtime_socket_test

import data.kubevet.sec.container_runtime_socket.deny

judge(path) := found if {
	found := deny with input as {
		"pod": {"spec": {"volumes": [{"name": "v", "hostPath": {"path": path}}]}},
		"params": data.defaults,
	}
}

test_sockets_and_their_folders_are_denied if {
	every path in ["/var/run/docker.sock", "/run//containerd/containerd.sock", "/var/run/", "/var///run/./", "/run/crio"] {
		judge(path) == {[-1, ["volumes", 0, "hostPath", "path"], ["v", path]]}
	}
}

test_other_paths_pass if {
	count(judge("/var/run/secrets")) == 0
	count(judge("/srv/docker.sock.d")) == 0
}
