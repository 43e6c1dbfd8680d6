package kubevet.nsp.pod_security_labels_test

import data.kubevet.nsp.pod_security_labels.deny

namespace(labels) := {"name": "shop", "object": {"metadata": {"name": "shop", "labels": labels}}, "params": data.defaults}

level(key) := ["metadata", "labels", concat("", ["pod-security.kubernetes.io/", key])]

levels(enforce, warn) := {"pod-security.kubernetes.io/enforce": enforce, "pod-security.kubernetes.io/warn": warn}

added := {[-2, level("enforce"), ["baseline"], {"fix": [["set", level("enforce"), "baseline"]]}]}

test_a_namespace_without_level_is_denied if {
	deny == added with input as namespace({"team": "shop"})
	deny == added with input as {"name": "shop", "object": {"metadata": {"name": "shop"}}, "params": data.defaults}
	deny == added with input as namespace({"pod-security.kubernetes.io/warn": "restricted"})
}

test_a_lower_level_is_denied if {
	low := {[-2, level("enforce"), ["baseline", "privileged"], {"variant": "low"}]}
	found := deny with input as namespace({"pod-security.kubernetes.io/enforce": "privileged"})
	found == low
	stricter := deny with input as namespace({"pod-security.kubernetes.io/enforce": "baseline"})
		with input.params.NSP001.min_level as "restricted"
	stricter == {[-2, level("enforce"), ["restricted", "baseline"], {"variant": "low"}]}
}

test_warnings_below_what_is_enforced_are_pointed_out if {
	found := deny with input as namespace(levels("restricted", "baseline"))
	found == {[-2, level("warn"), ["pod-security.kubernetes.io/warn", "baseline", "restricted"], {"severity": "info", "variant": "idle"}]}
	count(deny) == 0 with input as namespace(levels("baseline", "baseline"))
	count(deny) == 0 with input as namespace(levels("baseline", "restricted"))
}

test_enough_and_namespaces_of_the_cluster_pass if {
	count(deny) == 0 with input as namespace({"pod-security.kubernetes.io/enforce": "baseline"})
	count(deny) == 0 with input as namespace({"pod-security.kubernetes.io/enforce": "restricted"})
	count(deny) == 0 with input as namespace({}) with input.name as "kube-system"
	count(deny) == 0 with input as namespace(levels("baseline", "privileged")) with input.name as "openshift-monitoring"
}
