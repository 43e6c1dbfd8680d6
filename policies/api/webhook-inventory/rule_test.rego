package kubevet.api.webhook_inventory_test

import data.kubevet.api.webhook_inventory.deny

workloads := [{"apiGroups": [""], "operations": ["CREATE"], "resources": ["pods"]}]

service := {"service": {"namespace": "guard", "name": "guard"}}

judge(hook) := found if {
	found := deny with input as {"object": {"webhooks": [object.union({"name": "a.guard.example", "rules": workloads, "clientConfig": service}, hook)]}}
}

listed := [-2, ["webhooks", 0, "name"], ["a.guard.example", {"pods"}]]

fails(namespaces) := [-2, ["webhooks", 0, "failurePolicy"], ["a.guard.example", namespaces], {"variant": "fails", "severity": "warning"}]

selector(operator, values) := {"namespaceSelector": {"matchExpressions": [{"key": "kubernetes.io/metadata.name", "operator": operator, "values": values}]}}

test_each_webhook_is_listed if {
	judge({"failurePolicy": "Ignore"}) == {listed}
	judge({"rules": []}) == {[-2, ["webhooks", 0, "name"], ["a.guard.example", "nothing, because it has no rules"]]}
}

test_one_that_spares_nobody_is_denied if {
	judge({}) == {listed, fails({"kube-system", "guard"})}
	judge(selector("NotIn", ["kube-system"])) == {listed, fails({"guard"})}
	judge({"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}}}) == {listed, fails({"kube-system"})}
}

test_long_waits_are_denied if {
	judge({"failurePolicy": "Ignore", "timeoutSeconds": 30}) == {listed, [-2, ["webhooks", 0, "timeoutSeconds"], ["a.guard.example", 30], {"variant": "slow", "severity": "warning"}]}
	count(judge({"failurePolicy": "Ignore", "timeoutSeconds": 10})) == 1
}

test_selectors_and_conditions_spare if {
	judge(selector("NotIn", ["kube-system", "guard"])) == {listed}
	judge(selector("In", ["shop"])) == {listed}
	judge({"namespaceSelector": {"matchLabels": {"guarded": "yes"}}}) == {listed}
	judge({"namespaceSelector": {"matchExpressions": [{"key": "unguarded", "operator": "DoesNotExist"}]}}) == {listed}
	judge({"objectSelector": {"matchLabels": {"guarded": "yes"}}}) == {listed}
	judge({"matchConditions": [{"name": "a"}]}) == {listed}
}

test_custom_resources_keep_no_pod_from_starting if {
	count(judge({"rules": [{"apiGroups": ["shop.example"], "operations": ["*"], "resources": ["*"]}]})) == 1
}
