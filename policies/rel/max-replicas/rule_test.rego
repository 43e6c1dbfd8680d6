package kubevet.rel.max_replicas_test

import data.kubevet.rel.max_replicas.deny

judge(replicas, highest) := found if {
	found := deny with input as {"object": {"spec": {"replicas": replicas}}, "params": {"REL002": {"max": highest}}}
}

test_more_than_the_highest_number_is_denied if {
	judge(30, 10) == {[-2, ["spec", "replicas"], [30, 10]]}
}

test_the_highest_number_and_less_pass if {
	count(judge(10, 10)) == 0
	count(judge(0, 10)) == 0
	count(deny) == 0 with input as {"object": {"spec": {}}, "params": {"REL002": {"max": 1}}}
}

test_nothing_is_too_many_without_a_limit if {
	count(judge(5000, 0)) == 0
}
