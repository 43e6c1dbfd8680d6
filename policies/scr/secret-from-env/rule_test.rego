package kubevet.scr.secret_from_env_test

import data.kubevet.scr.secret_from_env.deny

judge(container, include_env_from) := found if {
	found := deny with input as {
		"containers": [{"id": 0, "c": container}],
		"params": {"SCR004": {"include_env_from": include_env_from}},
	}
}

test_secrets_in_variables_are_denied if {
	env := [{"name": "A", "value": "1"}, {"name": "B", "valueFrom": {"secretKeyRef": {"name": "db", "key": "b"}}}]
	judge({"env": env}, true) == {[0, ["env", 1, "valueFrom", "secretKeyRef"], ["db"], {"key": true}]}
}

test_whole_secrets_are_denied_unless_left_out if {
	judge({"envFrom": [{"secretRef": {"name": "db"}}]}, true) == {[0, ["envFrom", 0, "secretRef"], ["db"], {"key": true}]}
	count(judge({"envFrom": [{"secretRef": {"name": "db"}}]}, false)) == 0
}

test_config_maps_pass if {
	count(judge({"envFrom": [{"configMapRef": {"name": "web"}}]}, true)) == 0
}
