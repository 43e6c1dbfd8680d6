package kubevet.sec.host_process_test

import data.kubevet.sec.host_process.deny

judge(pod, own) := found if {
	found := deny with input as {
		"pod": {"spec": {"securityContext": pod}},
		"containers": [{"id": 0, "name": "web", "c": {"securityContext": own}}],
	}
}

options(value) := {"windowsOptions": {"hostProcess": value}}

path := ["securityContext", "windowsOptions", "hostProcess"]

test_host_process_is_denied_where_it_is_set if {
	judge(options(true), {}) == {[-1, path, [["`web`"]], {"variant": "pod"}]}
	judge({}, options(true)) == {[0, path, []]}
}

test_false_and_absent_pass if {
	count(judge(options(false), {})) == 0
	count(judge({}, {"windowsOptions": {"runAsUserName": "ContainerUser"}})) == 0
}
