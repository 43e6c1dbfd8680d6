package kubevet.cfg.selector_overlap_test

import data.kubevet.cfg.selector_overlap.deny

workload(kind, name, others) := {"kind": kind, "name": name, "facts": {"overlapping": others}}

web := {"id": 4, "kind": "Deployment", "name": "web"}

api := {"id": 3, "kind": "Deployment", "name": "api"}

test_the_later_of_two_is_denied if {
	deny == {[-2, ["spec", "selector"], [["Deployment `api`"]], {"key": true, "related": [[3, ["spec", "selector"], "the other selector"]]}]}
		with input as workload("Deployment", "web", [api])
}

test_several_others_are_one_finding if {
	found := deny with input as workload("StatefulSet", "db", [api, web])
	{finding[2] | some finding in found} == {[["Deployment `api`", "Deployment `web`"]]}
}

test_the_earlier_of_two_and_who_is_alone_pass if {
	count(deny) == 0 with input as workload("Deployment", "api", [web])
	count(deny) == 0 with input as workload("Deployment", "api", [])
}
