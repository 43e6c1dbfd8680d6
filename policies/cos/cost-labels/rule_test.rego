package kubevet.cos.cost_labels_test

import data.kubevet.cos.cost_labels.deny

judge(labels) := found if {
	found := deny with input as {"pod": {"labels": labels}, "params": data.defaults}
}

test_missing_labels_are_denied if {
	judge({"team": "shop", "env": "prod"}) == {[-3, ["metadata", "labels", "cost-center"], ["cost-center"]]}
	count(judge({})) == 3
	count(judge({"team": "", "env": "prod", "cost-center": "12"})) == 1
}

test_all_labels_pass if {
	count(judge({"team": "shop", "env": "prod", "cost-center": "12"})) == 0
}
