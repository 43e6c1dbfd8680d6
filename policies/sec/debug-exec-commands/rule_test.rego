package kubevet.sec.debug_exec_commands_test

import data.kubevet.sec.debug_exec_commands.deny

judge(type, command) := found if {
	found := deny with input as {
		"containers": [{"id": 0, "type": type, "c": {"livenessProbe": {"exec": {"command": command}}}}],
		"params": data.defaults,
	}
}

path(i) := ["livenessProbe", "exec", "command", i]

test_tools_are_denied if {
	judge("main", ["ps", "-ef"]) == {[0, path(0), ["ps"]]}
	judge("sidecar", ["sh", "-c", "/bin/ps aux|grep web"]) == {[0, path(2), ["ps"]]}
	judge("main", ["sh", "-c", "test $(ls /tmp) && jcmd 1"]) == {[0, path(2), ["ls"]], [0, path(2), ["jcmd"]]}
}

test_other_words_pass if {
	count(judge("main", ["pg_isready", "--tls", "-h", "https://a"])) == 0
	count(judge("main", ["cat", "/tmp/ps.txt"])) == 0
	count(judge("init", ["ps"])) == 0
}
