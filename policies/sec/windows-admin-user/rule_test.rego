package kubevet.sec.windows_admin_user_test

import data.kubevet.sec.windows_admin_user.deny

path := ["securityContext", "windowsOptions", "runAsUserName"]

fix := [["set", path, "ContainerUser"]]

context(options) := {"securityContext": {"windowsOptions": options}}

judge(pod, containers, required) := found if {
	found := deny with input as {
		"pod": {"spec": context(pod), "windows": true},
		"containers": [{"id": i, "name": "web", "c": context(options)} | some i, options in containers],
		"params": {"SEC033": {"require_container_user": required}},
	}
}

test_administrators_are_denied_in_any_case if {
	judge({}, [{"runAsUserName": "containeradministrator"}], false) == {[0, path, ["containeradministrator"], {"fix": fix}]}
	count(judge({}, [{"runAsUserName": "NT Authority\\SYSTEM"}, {}], false)) == 1
}

test_the_value_of_the_pod_is_one_finding if {
	judge({"runAsUserName": "ContainerAdministrator"}, [{}, {}, {"runAsUserName": "ContainerUser"}], false) == {[-1, path, ["ContainerAdministrator", ["`web`", "`web`"]], {"variant": "pod", "fix": fix}]}
	count(judge({"runAsUserName": "ContainerAdministrator"}, [{"runAsUserName": "ContainerUser"}], false)) == 0
}

test_others_and_host_processes_pass if {
	count(judge({}, [{"runAsUserName": "app"}, {}], false)) == 0
	count(judge({"hostProcess": true, "runAsUserName": "NT AUTHORITY\\SYSTEM"}, [{}], false)) == 0
	count(judge({}, [{"hostProcess": true, "runAsUserName": "NT AUTHORITY\\SYSTEM"}], false)) == 0
}

test_container_user_can_be_required if {
	count(judge({}, [{"runAsUserName": "app"}], true)) == 1
	judge({}, [{}], true) == {[0, path, [], {"variant": "absent", "fix": fix}]}
	count(judge({"runAsUserName": "ContainerUser"}, [{}], true)) == 0
}
