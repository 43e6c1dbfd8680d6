package kubevet.cfg.env_order_reference_test

import data.kubevet.cfg.env_order_reference.deny

judge(c) := found if {
	found := deny with input as {"containers": [{"id": 0, "c": c}]}
}

variable(name, value) := {"name": name, "value": value}

test_later_variables_are_denied if {
	judge({"env": [variable("URL", "http://$(host)"), variable("host", "db")]}) == {[0, ["env", 0, "value"], ["host", "URL"], {"variant": "later"}]}
}

test_the_value_of_the_image_is_denied if {
	judge({"env": [variable("PATH", "/opt/bin:$(PATH)")]}) == {[0, ["env", 0, "value"], ["PATH", "PATH"], {"variant": "image"}]}
}

test_unknown_variables_are_denied if {
	judge({"env": [variable("URL", "http://$(HOST)")]}) == {[0, ["env", 0, "value"], ["HOST", "URL"], {}]}
	judge({"args": ["run", "--url=$(URL)"]}) == {[0, ["args", 1], ["URL"]]}
	judge({"command": ["$$$(URL)"], "env": [variable("A", "b")]}) == {[0, ["command", 0], ["URL"]]}
}

test_earlier_and_escaped_ones_pass if {
	count(judge({"env": [variable("HOST", "db"), variable("URL", "http://$(HOST)")], "args": ["$(URL)"]})) == 0
	count(judge({"env": [variable("URL", "http://$$(HOST)")]})) == 0
	count(judge({"env": [variable("A", "1"), variable("A", "$(A)2")]})) == 0
}

test_commands_services_and_env_from_pass if {
	count(judge({"args": ["echo $(date) $(NOT SO) $(params.x)"]})) == 0
	count(judge({"args": ["$(WEB_SERVICE_HOST):$(WEB_SERVICE_PORT_HTTP) $(WEB_PORT_80_TCP_ADDR)"]})) == 0
	count(judge({"args": ["$(HOST)"], "envFrom": [{"configMapRef": {"name": "a"}}]})) == 0
}
