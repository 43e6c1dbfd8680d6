package kubevet.sec.read_only_root_filesystem_test

import data.kubevet.sec.read_only_root_filesystem.deny

judge(container, include_init) := found if {
	found := deny with input as {
		"pod": {"windows": false},
		"containers": [container],
		"params": {"SEC008": {"include_init": include_init}},
	}
}

test_absent_and_false_are_denied if {
	path := ["securityContext", "readOnlyRootFilesystem"]
	fix := {"fix": [["set", path, true]]}
	judge({"id": 0, "type": "main", "sc": {}}, true) == {[0, path, ["not set"], fix]}
	judge({"id": 0, "type": "init", "sc": {"readOnlyRootFilesystem": false}}, true) == {[0, path, ["false"], fix]}
}

test_true_and_ephemeral_containers_pass if {
	count(judge({"id": 0, "type": "main", "sc": {"readOnlyRootFilesystem": true}}, true)) == 0
	count(judge({"id": 0, "type": "ephemeral", "sc": {}}, true)) == 0
	count(judge({"id": 0, "type": "init", "sc": {}}, false)) == 0
}
