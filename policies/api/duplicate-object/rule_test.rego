package kubevet.api.duplicate_object_test

import data.kubevet.api.duplicate_object.deny

judge(duplicates) := found if {
	found := deny with input as {"facts": {"duplicates": duplicates}}
}

related := [[7, ["metadata", "name"], "the other"]]

test_twice_in_one_file_is_an_error if {
	judge([{"id": 7, "same_file": true}]) == {[-2, ["metadata", "name"], [], {"related": related}]}
}

test_twice_in_one_folder_is_an_information if {
	judge([{"id": 7, "same_file": false}]) == {[-2, ["metadata", "name"], [], {"variant": "folder", "severity": "info", "related": related}]}
}

test_one_alone_passes if {
	count(judge([])) == 0
}
