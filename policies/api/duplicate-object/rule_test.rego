package kubevet.api.duplicate_object_test

import data.kubevet.api.duplicate_object.deny

judge(duplicates, across_files) := found if {
	params := {"API009": {"across_files": across_files}}
	found := deny with input as {"facts": {"duplicates": duplicates}, "params": params}
}

related := [[7, ["metadata", "name"], "the first one"]]

test_the_second_in_one_file_is_an_error if {
	judge([{"id": 7, "same_file": true, "first": true}], false) == {[-2, ["metadata", "name"], [], {"related": related}]}
}

test_the_first_of_two_passes if {
	count(judge([{"id": 7, "same_file": true, "first": false}], true)) == 0
	count(judge([{"id": 7, "same_file": false, "first": false}], true)) == 0
}

test_files_of_one_folder_are_compared_where_they_are_applied_together if {
	other := {"id": 7, "same_file": false, "first": true}
	judge([other], true) == {[-2, ["metadata", "name"], [], {"variant": "folder", "severity": "info", "related": related}]}
	count(judge([other], false)) == 0
}

test_one_alone_passes if {
	count(judge([], true)) == 0
}
