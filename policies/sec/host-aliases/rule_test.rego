package kubevet.sec.host_aliases_test

import data.kubevet.sec.host_aliases.deny

judge(spec) := found if {
	found := deny with input as {"pod": {"spec": spec}}
}

test_aliases_are_denied if {
	judge({"hostAliases": [{"ip": "192.0.2.1", "hostnames": ["db"]}]}) == {[-1, ["hostAliases"], [], {"key": true}]}
	count(judge({"hostAliases": [{"ip": "192.0.2.1"}]})) == 1
}

test_none_pass if {
	count(judge({})) == 0
	count(judge({"hostAliases": []})) == 0
}
