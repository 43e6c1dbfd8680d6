package kubevet.rel.pdb_unhealthy_eviction_policy_test

import data.kubevet.rel.pdb_unhealthy_eviction_policy.deny

budget(spec) := {"object": {"spec": spec}, "params": data.defaults}

found(given) := {[-2, ["spec", "unhealthyPodEvictionPolicy"], [given, "AlwaysAllow"], {"fix": [["set", ["spec", "unhealthyPodEvictionPolicy"], "AlwaysAllow"]]}]}

test_the_default_is_denied if {
	deny == found("not set") with input as budget({})
	deny == found("IfHealthyBudget") with input as budget({"unhealthyPodEvictionPolicy": "IfHealthyBudget"})
}

test_always_passes if {
	count(deny) == 0 with input as budget({"unhealthyPodEvictionPolicy": "AlwaysAllow"})
}

test_the_value_can_be_set if {
	count(deny) == 0 with input as budget({"unhealthyPodEvictionPolicy": "IfHealthyBudget"}) with input.params.REL016.require_value as "IfHealthyBudget"
	count(deny) == 0 with input as budget({"unhealthyPodEvictionPolicy": "IfHealthyBudget"}) with input.params.REL016.require_value as ""
	deny == found("not set") with input as budget({}) with input.params.REL016.require_value as ""
}
