package kubevet.rel.priority_class_missing_test

import data.kubevet.rel.priority_class_missing.deny

judge(spec) := found if {
	found := deny with input as {"pod": {"spec": spec}}
}

test_no_class_is_denied if {
	judge({}) == {[-1, ["priorityClassName"], []]}
	judge({"priorityClassName": ""}) == {[-1, ["priorityClassName"], []]}
}

test_a_class_passes if {
	count(judge({"priorityClassName": "high"})) == 0
}
