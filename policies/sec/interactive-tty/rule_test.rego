package kubevet.sec.interactive_tty_test

import data.kubevet.sec.interactive_tty.deny

judge(type, c) := found if {
	found := deny with input as {"containers": [{"id": 0, "type": type, "c": c}]}
}

test_stdin_and_tty_are_one_finding if {
	judge("main", {"stdin": true, "tty": true}) == {[0, ["stdin"], [["`stdin`", "`tty`"]], {"key": true, "fix": [["remove", ["stdin"]], ["remove", ["tty"]]]}]}
	judge("init", {"stdin": false, "tty": true}) == {[0, ["tty"], [["`tty`"]], {"key": true, "fix": [["remove", ["tty"]]]}]}
}

test_neither_passes if {
	count(judge("main", {"stdin": false})) == 0
	count(judge("main", {})) == 0
	count(judge("ephemeral", {"stdin": true, "tty": true})) == 0
}
