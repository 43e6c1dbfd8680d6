package kubevet.rel.pdb_without_policy_test

import data.kubevet.rel.pdb_without_policy.deny

budget(spec) := {"object": {"spec": spec}}

test_saying_nothing_is_denied if {
	deny == {[-2, ["spec", "maxUnavailable"], []]} with input as budget({"selector": {}})
	deny == {[-2, ["spec", "maxUnavailable"], []]} with input as {"object": {}}
}

test_saying_both_is_left_to_the_api_server if {
	count(deny) == 0 with input as budget({"maxUnavailable": 0, "minAvailable": "50%"})
}

test_saying_one_thing_passes if {
	every spec in [{"maxUnavailable": 0}, {"minAvailable": 0}, {"maxUnavailable": "10%"}, {"minAvailable": "50%"}] {
		count(deny) == 0 with input as budget(spec)
	}
}
