package kubevet.net.dns_config_ndots_test

import data.kubevet.net.dns_config_ndots.deny

judge(spec) := found if {
	found := deny with input as {"pod": {"spec": spec}, "params": data.defaults}
}

test_a_missing_option_is_denied if {
	extra := {"fix": [["set", ["dnsConfig", "options", "-"], {"name": "ndots", "value": "2"}]]}
	judge({}) == {[-1, ["dnsConfig", "options"], ["ndots", "2"], extra]}
	count(judge({"dnsConfig": {"options": [{"name": "edns0"}]}})) == 1
}

test_another_value_is_denied if {
	extra := {"variant": "other", "fix": [["set", ["dnsConfig", "options", 0, "value"], "2"]]}
	judge({"dnsConfig": {"options": [{"name": "ndots", "value": "5"}]}}) == {[-1, ["dnsConfig", "options", 0], ["ndots", "2", "5"], extra]}
	count(judge({"dnsConfig": {"options": [{"name": "ndots"}]}})) == 1
}

test_the_option_passes if {
	count(judge({"dnsConfig": {"options": [{"name": "edns0"}, {"name": "ndots", "value": "2"}]}})) == 0
	count(judge({"dnsPolicy": "Default"})) == 0
}
