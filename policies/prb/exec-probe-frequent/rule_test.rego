package kubevet.prb.exec_probe_frequent_test

import data.kubevet.prb.exec_probe_frequent.deny

pod(probe) := {"containers": [{"id": 0, "type": "main", "c": {"readinessProbe": probe}}], "params": data.defaults}

command(period) := {"exec": {"command": ["check"]}, "periodSeconds": period}

test_a_command_each_second_is_denied if {
	deny == {[0, ["readinessProbe", "periodSeconds"], ["readinessProbe", 1, 5]]} with input as pod(command(1))
	deny == {[0, ["readinessProbe", "periodSeconds"], ["readinessProbe", 10, 15]]} with input as pod({"exec": {"command": ["check"]}})
		with input.params.PRB008.min as 15
}

test_rare_commands_and_other_handlers_pass if {
	count(deny) == 0 with input as pod(command(5))
	count(deny) == 0 with input as pod(command(0))
	count(deny) == 0 with input as pod({"exec": {"command": ["check"]}})
	count(deny) == 0 with input as pod({"tcpSocket": {"port": 80}, "periodSeconds": 1})
}
