package kubevet.cfg.priority_class_unknown_test

import data.kubevet.cfg.priority_class_unknown.deny

path := ["spec", "priorityClassName"]

reference := {"kind": "PriorityClass", "name": "high", "path": path}

judge(missing, assumed) := found if {
	found := deny with input as {"facts": {"missing": missing}, "params": {"CFG009": {"assume_present": assumed}}}
}

test_unknown_classes_are_denied if {
	judge([reference], []) == {[-2, path, ["high"]]}
	judge([object.union(reference, {"nearest": "hihg"})], []) == {[-2, path, ["high", "hihg"], {"variant": "near"}]}
}

test_what_is_there_or_assumed_passes if {
	count(judge([], [])) == 0
	count(judge([reference], ["PriorityClass/h*"])) == 0
	count(judge([object.union(reference, {"kind": "Secret"})], [])) == 0
}
