package kubevet.cfg.priority_class_unknown_test

import data.kubevet.cfg.priority_class_unknown.deny

path := ["spec", "priorityClassName"]

reference := {"kind": "PriorityClass", "name": "high", "path": path}

judge(missing) := found if {
	found := deny with input as {"facts": {"missing": missing}}
}

test_unknown_classes_are_denied if {
	judge([reference]) == {[-2, path, ["high"]]}
	judge([object.union(reference, {"nearest": "hihg", "existing": 7})]) == {[-2, path, ["high", "hihg"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is a PriorityClass `{1}`"]]}]}
}

test_what_is_there_passes if {
	count(judge([])) == 0
	count(judge([object.union(reference, {"kind": "Secret"})])) == 0
}
