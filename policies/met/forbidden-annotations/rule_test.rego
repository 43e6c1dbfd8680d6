package kubevet.met.forbidden_annotations_test

import data.kubevet.met.forbidden_annotations.deny

judge(metadata, params) := found if {
	found := deny with input as {"object": {"metadata": metadata}, "params": {"MET005": object.union({"forbidden": [], "allowed": []}, params)}}
}

test_forbidden_keys_are_denied if {
	found := judge({"annotations": {"a.example/b": ""}}, {"forbidden": ["a.example/*"]})
	found == {[-2, ["metadata", "annotations", "a.example/b"], ["a.example/b", "a.example/*"], {"key": true}]}
	count(judge({"labels": {"team": "x"}}, {"forbidden": ["team"]})) == 1
}

test_keys_of_a_listed_prefix_must_be_allowed if {
	found := judge({"labels": {"a.example/b": ""}}, {"allowed": ["a.example/c"]})
	found == {[-2, ["metadata", "labels", "a.example/b"], ["a.example/b", "a.example"], {"key": true, "variant": "unlisted"}]}
	count(judge({"labels": {"a.example/c": "", "b.example/b": "", "team": ""}}, {"allowed": ["a.example/c"]})) == 0
}

test_nothing_is_forbidden_without_lists if {
	count(judge({"labels": {"a": "b"}, "annotations": {"a.example/b": "c"}}, {})) == 0
}
