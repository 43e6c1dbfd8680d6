package kubevet.git.argocd_prune_safety_test

import data.kubevet.git.argocd_prune_safety.deny

judge(automated) := found if {
	found := deny with input as {"object": {"spec": {"syncPolicy": {"automated": automated}}}}
}

test_empty_sources_must_not_prune if {
	judge({"prune": true, "allowEmpty": true, "selfHeal": true}) == {[-2, ["spec", "syncPolicy", "automated", "allowEmpty"], []]}
}

test_self_heal_must_be_said if {
	judge({"prune": true}) == {[-2, ["spec", "syncPolicy", "automated", "prune"], [], {"variant": "self_heal"}]}
	count(judge({"prune": true, "selfHeal": false})) == 0
}

test_without_prune_nothing_is_asked if {
	count(judge({})) == 0
	count(judge({"prune": false, "allowEmpty": true})) == 0
	count(judge({"prune": true, "allowEmpty": true, "enabled": false})) == 0
}
