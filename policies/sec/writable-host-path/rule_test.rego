package kubevet.sec.writable_host_path_test

import data.kubevet.sec.writable_host_path.deny

judge(mount) := found if {
	found := deny with input as {
		"pod": {"spec": {"volumes": [{"name": "data", "hostPath": {"path": "/data"}}, {"name": "tmp", "emptyDir": {}}]}},
		"containers": [{"id": 0, "c": {"volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}, mount]}}],
	}
}

path := ["volumeMounts", 1, "readOnly"]

finding := [0, path, ["data", "/data"], {"fix": [["set", path, true]]}]

test_writable_mounts_are_denied if {
	judge({"name": "data"}) == {finding}
	judge({"name": "data", "readOnly": false}) == {finding}
	judge({"name": "data", "recursiveReadOnly": "IfPossible"}) == {finding}
}

test_read_only_mounts_and_other_volumes_pass if {
	count(judge({"name": "data", "readOnly": true})) == 0
	count(judge({"name": "tmp"})) == 0
}
