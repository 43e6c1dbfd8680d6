package kubevet.sec.host_path_volume_test

import data.kubevet.sec.host_path_volume.deny

judge(volume) := judge_with(volume, [])

judge_with(volume, allowed) := found if {
	found := deny with input as {
		"pod": {"spec": {"volumes": [{"name": "tmp", "emptyDir": {}}, volume]}},
		"containers": [{"c": {"volumeMounts": [{"name": "written"}, {"name": "read", "readOnly": true}]}}],
		"params": object.union(data.defaults, {"SEC019": {"allowed_paths": allowed}}),
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

severity(name, path) := finding[3].severity if {
	some finding in judge({"name": name, "hostPath": {"path": path}})
}

test_what_other_rules_report_is_left_to_them if {
	severity("docker", "/var/run/docker.sock") == "info"
	severity("etc", "/etc/") == "info"
	severity("pods", "/var/lib/kubelet/pods") == "info"
	severity("aws", "/root/.aws") == "info"
	severity("written", "/data") == "info"
	severity("read", "/data") == "error"
}

test_allowed_paths_pass_and_those_to_be_read_only_when_they_are if {
	allowed := [{"pathPrefix": "/var/log/", "readOnly": true}, {"pathPrefix": "/srv"}]
	count(judge_with({"name": "read", "hostPath": {"path": "/var/log/pods"}}, allowed)) == 0
	count(judge_with({"name": "written", "hostPath": {"path": "/var/log/pods"}}, allowed)) == 1
	count(judge_with({"name": "written", "hostPath": {"path": "/srv"}}, allowed)) == 0
	count(judge_with({"name": "written", "hostPath": {"path": "/srv-2"}}, allowed)) == 1
}

test_other_volumes_pass if {
	count(judge({"name": "data", "persistentVolumeClaim": {"claimName": "data"}})) == 0
}
