package kubevet.sec.host_path_volume_test

import data.kubevet.sec.host_path_volume.deny

judge(volume) := found if {
	found := deny with input as {
		"pod": {"spec": {"volumes": [{"name": "tmp", "emptyDir": {}}, volume]}},
		"params": data.defaults,
	}
}

test_a_path_of_the_node_is_denied if {
	judge({"name": "data", "hostPath": {"path": "/data"}}) == {[
		-1,
		["volumes", 1, "hostPath"],
		["data", "/data"],
		{"severity": "error", "key": true},
	]}
}

test_sockets_are_left_to_their_own_rule if {
	some finding in judge({"name": "docker", "hostPath": {"path": "/var/run/docker.sock"}})
	finding[3].severity == "info"
}

test_other_volumes_pass if {
	count(judge({"name": "data", "persistentVolumeClaim": {"claimName": "data"}})) == 0
}
