package kubevet.net.network_policy_empty_pod_selector_test

import data.kubevet.net.network_policy_empty_pod_selector.deny

judge(spec) := found if {
	found := deny with input as {"object": {"spec": spec}}
}

test_an_opening_for_all_pods_is_denied if {
	judge({"podSelector": {}, "ingress": [{}]}) == {[-2, ["spec", "podSelector"], []]}
	judge({"egress": [{}]}) == {[-2, ["spec", "podSelector"], []]}
}

test_named_pods_pass if {
	count(judge({"podSelector": {"matchLabels": {"app": "web"}}, "ingress": [{}]})) == 0
	count(judge({"podSelector": {"matchExpressions": [{"key": "app", "operator": "Exists"}]}, "ingress": [{}]})) == 0
}

test_denying_everything_passes if {
	count(judge({"podSelector": {}, "policyTypes": ["Ingress", "Egress"]})) == 0
	count(judge({"podSelector": {}, "ingress": []})) == 0
}
