package kubevet.sec.runtime_class_test

import data.kubevet.sec.runtime_class.deny

judge(spec, params) := found if {
	found := deny with input as {"pod": {"spec": spec}, "params": {"SEC045": params}}
}

test_other_classes_are_denied if {
	found := judge({"runtimeClassName": "runc"}, {"allowed": ["gvisor"], "require": false})
	found == {[-1, ["runtimeClassName"], ["runc", ["gvisor"]]]}
	count(judge({"runtimeClassName": "runc"}, {"allowed": [], "require": false})) == 1
}

test_a_class_may_be_required if {
	judge({}, {"allowed": ["gvisor"], "require": true}) == {[-1, ["runtimeClassName"], [["gvisor"]], {"variant": "absent"}]}
	count(judge({}, {"allowed": ["gvisor"], "require": false})) == 0
}

test_allowed_classes_pass if {
	count(judge({"runtimeClassName": "gvisor"}, {"allowed": ["gvisor"], "require": true})) == 0
}
