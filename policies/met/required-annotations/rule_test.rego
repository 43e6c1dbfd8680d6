package kubevet.met.required_annotations_test

import data.kubevet.met.required_annotations.deny

item(kind, annotations) := {
	"kind": kind,
	"name": "web",
	"object": {"metadata": {"annotations": annotations}},
	"params": data.defaults,
}

path(key) := ["metadata", "annotations", key]

test_absent_annotations_are_denied if {
	deny == {[-2, path("contact"), ["contact"], {}]}
		with input as item("Job", {"team": "red"}) with input.params.MET004.annotations as ["contact", "team"]
	deny == {[-2, path("contact"), ["contact"], {}]}
		with input as item("Job", {}) with input.params.MET004.annotations as ["contact=.+@example\\.com"]
}

test_values_must_match_as_a_whole if {
	deny == {[-2, path("contact"), ["contact", "jo", ".+@example\\.com"], {"variant": "mismatch"}]}
		with input as item("Job", {"contact": "jo"}) with input.params.MET004.annotations as ["contact=.+@example\\.com"]
	count(deny) == 0 with input as item("Job", {"contact": "jo@example.com"})
		with input.params.MET004.annotations as ["contact=.+@example\\.com"]
}

test_nothing_is_asked_for_by_default_nor_of_other_kinds if {
	count(deny) == 0 with input as item("Job", {})
	count(deny) == 0 with input as item("Service", {}) with input.params.MET004.annotations as ["contact"]
	count(deny) == 1 with input as item("Service", {}) with input.params.MET004.annotations as ["contact"]
		with input.params.MET004.kinds as ["all"]
}
