package kubevet.rel.pod_duration_test

import data.kubevet.rel.pod_duration.deny

judge(spec) := found if {
	found := deny with input as {"object": {"spec": spec}, "params": data.defaults}
}

test_no_deadline_is_denied if {
	judge({}) == {[-2, ["spec", "activeDeadlineSeconds"], [28800]]}
}

test_a_late_deadline_is_denied if {
	judge({"activeDeadlineSeconds": 90000}) == {[-2, ["spec", "activeDeadlineSeconds"], [28800, 90000], {"variant": "long"}]}
	way := ["spec", "template", "spec", "activeDeadlineSeconds"]
	judge({"template": {"spec": {"activeDeadlineSeconds": 90000}}}) == {[-2, way, [28800, 90000], {"variant": "long"}]}
}

test_the_nearer_deadline_counts if {
	count(judge({"activeDeadlineSeconds": 28800})) == 0
	count(judge({"activeDeadlineSeconds": 90000, "template": {"spec": {"activeDeadlineSeconds": 60}}})) == 0
}
