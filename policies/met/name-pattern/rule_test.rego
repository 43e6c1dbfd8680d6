package kubevet.met.name_pattern_test

import data.kubevet.met.name_pattern.deny

judge(kind, name) := found if {
	params := {"MET007": {"patterns": ["Namespace=team-[a-z]+", "*=[a-z-]+"]}}
	found := deny with input as {"kind": kind, "name": name, "params": params}
}

test_names_that_do_not_match_are_denied if {
	judge("Namespace", "shop") == {[-2, ["metadata", "name"], ["team-[a-z]+"]]}
	judge("Pod", "web.1") == {[-2, ["metadata", "name"], ["[a-z-]+"]]}
	count(judge("Namespace", "my-team-shop")) == 1
}

test_names_that_match_pass if {
	count(judge("Namespace", "team-shop")) == 0
	count(judge("Pod", "")) == 0
	count(deny) == 0 with input as {"kind": "Pod", "name": "x", "params": data.defaults}
}
