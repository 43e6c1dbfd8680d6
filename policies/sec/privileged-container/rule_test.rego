package kubevet.sec.privileged_container_test

import data.kubevet.sec.privileged_container.deny

path := ["securityContext", "privileged"]

container(sc) := {"id": 3, "name": "app", "type": "main", "sc": sc}

test_privileged_is_denied_at_its_field if {
	deny == {[3, path, [], {"fix": [["remove", path]]}]} with input as {"containers": [container({"privileged": true})]}
}

test_false_and_absent_pass if {
	count(deny) == 0 with input as {"containers": [container({"privileged": false}), container({})]}
}
