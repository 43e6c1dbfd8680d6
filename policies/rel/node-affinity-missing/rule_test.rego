package kubevet.rel.node_affinity_missing_test

import data.kubevet.rel.node_affinity_missing.deny

judge(kind, spec) := found if {
	found := deny with input as {"kind": kind, "pod": {"spec": spec}, "params": data.defaults}
}

test_pods_for_any_node_are_denied if {
	judge("Deployment", {}) == {[-1, ["affinity", "nodeAffinity"], []]}
	count(judge("Deployment", {"affinity": {"podAffinity": {"x": 1}}})) == 1
	count(judge("Deployment", {"nodeSelector": {}})) == 1
}

test_node_affinity_passes if {
	count(judge("Deployment", {"affinity": {"nodeAffinity": {"x": 1}}})) == 0
	count(judge("DaemonSet", {})) == 0
}

test_a_node_selector_counts_unless_told_otherwise if {
	selecting := {"kind": "Deployment", "pod": {"spec": {"nodeSelector": {"disk": "ssd"}}}, "params": data.defaults}
	count(deny) == 0 with input as selecting
	count(deny) == 1 with input as selecting with input.params.REL021.accept_node_selector as false
}
