package kubevet.net.service_links_enabled_test

import data.kubevet.net.service_links_enabled.deny

extra := {"fix": [["set", ["enableServiceLinks"], false]]}

test_links_are_denied if {
	deny == {[-1, ["enableServiceLinks"], [], extra]} with input as {"pod": {"spec": {}}}
	deny == {[-1, ["enableServiceLinks"], [], extra]} with input as {"pod": {"spec": {"enableServiceLinks": true}}}
}

test_no_links_pass if {
	count(deny) == 0 with input as {"pod": {"spec": {"enableServiceLinks": false}}}
}
