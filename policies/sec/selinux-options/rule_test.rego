package kubevet.sec.selinux_options_test

import data.kubevet.sec.selinux_options.deny

judge(pod, own, minor) := found if {
	found := deny with input as {
		"minor": minor,
		"pod": {"spec": {"securityContext": pod}},
		"containers": [{"id": 0, "name": "web", "c": {"securityContext": own}}],
		"params": data.defaults,
	}
}

at(option) := ["securityContext", "seLinuxOptions", option]

test_users_roles_and_other_types_are_denied if {
	judge({}, {"seLinuxOptions": {"type": "spc_t", "level": "s0"}}, 31) == {[0, at("type"), ["type", "spc_t"], {"fix": [["remove", at("type")]]}]}
	judge({"seLinuxOptions": {"user": "root"}}, {}, 31) == {[-1, at("user"), ["user", "root", ["`web`"]], {"variant": "pod", "fix": [["remove", at("user")]]}]}
	count(judge({}, {"seLinuxOptions": {"user": "u", "role": "r", "type": "t"}}, 31)) == 3
}

test_types_for_containers_and_empty_texts_pass if {
	count(judge({"seLinuxOptions": {"type": "container_t", "user": "", "role": ""}}, {}, 25)) == 0
	count(judge({"seLinuxOptions": {"level": "s0:c1,c2"}}, {}, 25)) == 0
}

test_engines_pass_from_1_31_on if {
	count(judge({"seLinuxOptions": {"type": "container_engine_t"}}, {}, 30)) == 1
	count(judge({"seLinuxOptions": {"type": "container_engine_t"}}, {}, 31)) == 0
}
