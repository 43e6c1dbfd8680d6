package kubevet.sec.sudo_in_command_test

import data.kubevet.sec.sudo_in_command.deny

judge(type, c) := found if {
	found := deny with input as {"containers": [{"id": 0, "type": type, "c": c}]}
}

test_sudo_as_a_command_is_denied if {
	judge("main", {"command": ["sudo", "run"]}) == {[0, ["command", 0], []]}
	judge("init", {"command": ["env", "/usr/bin/sudo", "run"]}) == {[0, ["command", 1], []]}
}

test_sudo_in_scripts_is_denied if {
	judge("main", {"command": ["sh", "-c", "sleep 1 && sudo run"]}) == {[0, ["command", 2], []]}
	judge("main", {"args": ["set -e\n  sudo -u app run\n"]}) == {[0, ["args", 0], []]}
	count(judge("main", {"args": ["if true; then /bin/sudo run; fi"]})) == 1
}

test_the_word_alone_passes if {
	count(judge("main", {"command": ["pseudo"], "args": ["apt-get install -y sudo curl"]})) == 0
	count(judge("main", {"args": ["run # sudo was here", "--group", "sudo"]})) == 0
	count(judge("ephemeral", {"command": ["sudo"]})) == 0
}
