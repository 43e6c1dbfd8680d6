package kubevet.rel.pdb_unreasonable_test

import data.kubevet.rel.pdb_unreasonable.deny

judge(spec) := found if {
	found := deny with input as {"object": {"spec": spec}, "params": data.defaults}
}

test_too_few_pods_may_move if {
	judge({"minAvailable": "80%"}) == {[-2, ["spec", "minAvailable"], ["80%", 50, "minAvailable"]]}
	judge({"maxUnavailable": "20%"}) == {[-2, ["spec", "maxUnavailable"], ["20%", 50, "maxUnavailable"]]}
}

test_half_of_the_pods_pass if {
	count(judge({"minAvailable": "50%"})) == 0
	count(judge({"maxUnavailable": "50%"})) == 0
}

test_numbers_and_what_blocks_all_pass if {
	every spec in [{"minAvailable": 3}, {"maxUnavailable": "1"}, {"minAvailable": "100%"}, {"maxUnavailable": "0%"}] {
		count(judge(spec)) == 0
	}
}
