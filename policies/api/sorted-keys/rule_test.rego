package kubevet.api.sorted_keys_test

import data.kubevet.api.sorted_keys.deny

unsorted := [
	{"path": ["spec", "a"], "key": "a", "after": "b"},
	{"path": ["kind"], "key": "kind", "after": "spec"},
]

test_every_mapping_is_told if {
	count(deny) == 2 with input as {"facts": {"unsorted_keys": unsorted}, "params": data.defaults}
}

test_only_the_object_itself_is_told_on_request if {
	found := deny with input as {"facts": {"unsorted_keys": unsorted}, "params": {"API008": {"recursive": false}}}
	found == {[-2, ["kind"], ["kind", "spec"], {"key": true}]}
}
