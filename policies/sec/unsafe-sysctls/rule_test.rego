package kubevet.sec.unsafe_sysctls_test

import data.kubevet.sec.unsafe_sysctls.deny

judge(name, minor, allowed) := found if {
	found := deny with input as {
		"minor": minor,
		"pod": {"spec": {"securityContext": {"sysctls": [{"name": name, "value": "1"}]}}},
		"params": {"SEC029": {"allowed": allowed}},
	}
}

path := ["securityContext", "sysctls", 0, "name"]

fix := [["remove", ["securityContext", "sysctls", 0]]]

test_other_sysctls_are_denied if {
	judge("net.core.somaxconn", 34, []) == {[-1, path, ["net.core.somaxconn"], {"fix": fix}]}
	judge("kernel/msgmax", 34, []) == {[-1, path, ["kernel.msgmax"], {"fix": fix}]}
}

test_sysctls_of_later_versions_are_told if {
	judge("net.ipv4.tcp_rmem", 31, []) == {[-1, path, ["net.ipv4.tcp_rmem", 32], {"variant": "later", "fix": fix}]}
}

test_safe_and_allowed_sysctls_pass if {
	count(judge("net.ipv4.tcp_rmem", 32, [])) == 0
	count(judge("net/ipv4/ip_local_port_range", 25, [])) == 0
	count(judge("net.core.somaxconn", 34, ["net.core.somaxconn"])) == 0
}
