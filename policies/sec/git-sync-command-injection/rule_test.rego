package kubevet.sec.git_sync_command_injection_test

import data.kubevet.sec.git_sync_command_injection.deny

judge(type, env) := found if {
	found := deny with input as {"containers": [{"id": 0, "type": type, "c": {"env": env}}]}
}

test_the_variable_is_denied if {
	judge("init", [{"name": "A"}, {"name": "GITSYNC_GIT", "value": "/tmp/git"}]) == {[0, ["env", 1, "name"], []]}
	count(judge("main", [{"name": "GITSYNC_GIT", "valueFrom": {}}])) == 1
}

test_others_pass if {
	count(judge("main", [{"name": "GITSYNC_REPO", "value": "x"}])) == 0
	count(judge("ephemeral", [{"name": "GITSYNC_GIT"}])) == 0
}
