package kubevet.obs.prometheus_rule_invalid_test

import data.kubevet.obs.prometheus_rule_invalid.deny

groups(list) := {"object": {"spec": {"groups": list}}, "params": data.defaults}

rules(list) := groups([{"name": "web", "rules": list}])

alert(more) := object.union({"alert": "Down", "expr": "up == 0", "labels": {"severity": "page"}, "annotations": {"summary": "s"}}, more)

path(r, rest) := array.concat(["spec", "groups", 0, "rules", r], rest)

test_severity_and_summary_must_be_there if {
	deny == {
		[-2, path(0, ["labels", "severity"]), ["Down"], {}],
		[-2, path(0, ["annotations", "summary"]), ["Down"], {"variant": "summary"}],
	}
		with input as rules([{"alert": "Down", "expr": "up == 0", "labels": {"team": "web"}}])
	count(deny) == 0 with input as rules([alert({})])
	count(deny) == 0 with input as rules([{"record": "up:sum", "expr": "sum(up)"}])
}

test_equal_alerts_are_told_at_the_second if {
	deny == {[-2, path(1, ["alert"]), ["Down"], {"variant": "twice", "related": [[-1, path(0, ["alert"]), "first written here"]]}]}
		with input as rules([alert({}), alert({"expr": "up < 1"})])
	count(deny) == 0 with input as rules([alert({}), alert({"labels": {"severity": "warning"}})])
	count(deny) == 0 with input as rules([alert({}), alert({"alert": "Slow"})])
}

test_for_can_be_asked_for if {
	deny == {[-2, path(0, ["for"]), ["Down"], {"variant": "for"}]} with input as rules([alert({})])
		with input.params.OBS004.require_for as true
	count(deny) == 0 with input as rules([alert({"for": "5m"})]) with input.params.OBS004.require_for as true
	count(deny) == 0 with input as rules([alert({"expr": "vector(1)"})]) with input.params.OBS004.require_for as true
}

test_groups_need_a_name if {
	deny == {[-2, ["spec", "groups", 0, "name"], [], {"variant": "group"}]} with input as groups([{"rules": []}])
	count(deny) == 0 with input as groups([])
}
