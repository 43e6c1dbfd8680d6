package kubevet.sec.restricted_volume_types_test

import data.kubevet.sec.restricted_volume_types.deny

judge(volume) := found if {
	found := deny with input as {
		"pod": {"spec": {"volumes": [{"name": "tmp", "emptyDir": {}}, volume]}},
		"params": data.defaults,
	}
}

test_other_types_are_denied if {
	judge({"name": "data", "nfs": {"server": "nfs.example", "path": "/"}}) == {[-1, ["volumes", 1, "nfs"], ["data", "nfs"], {"key": true}]}
	count(judge({"name": "data", "flexVolume": {"driver": "example/lvm"}})) == 1
}

test_core_types_and_what_others_judge_pass if {
	count(judge({"name": "data", "persistentVolumeClaim": {"claimName": "data"}})) == 0
	count(judge({"name": "data", "image": {"reference": "registry.example/data:1.4"}})) == 0
	count(judge({"name": "data", "hostPath": {"path": "/data"}})) == 0
	count(judge({"name": "data"})) == 0
}
