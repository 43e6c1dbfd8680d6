package kubevet.sec.sysctl_injection_test

import data.kubevet.sec.sysctl_injection.deny

judge(sysctls) := found if {
	found := deny with input as {"pod": {"spec": {"securityContext": {"sysctls": sysctls}}}}
}

test_plus_and_equals_are_denied if {
	judge([{"name": "kernel.shm_rmid_forced", "value": "1+kernel.core_pattern=|/x"}]) == {[-1, ["securityContext", "sysctls", 0, "value"], ["kernel.shm_rmid_forced"]]}
	count(judge([{"name": "a", "value": "1"}, {"name": "b", "value": "a=b"}])) == 1
}

test_plain_values_pass if {
	count(judge([{"name": "net.ipv4.ip_local_port_range", "value": "1024 65535"}])) == 0
}
