package kubevet.met.system_namespace_test

import data.kubevet.met.system_namespace.deny

workload(namespace, labels, pod) := {
	"kind": "DaemonSet",
	"name": "agent",
	"namespace": namespace,
	"object": {"metadata": {"namespace": namespace, "labels": labels}},
	"pod": pod,
	"params": data.defaults,
}

plain := {"labels": {}, "spec": {}}

denied := {[-2, ["metadata", "namespace"], []]}

test_workloads_in_namespaces_of_the_cluster_are_denied if {
	deny == denied with input as workload("kube-system", {"app": "agent"}, plain)
	deny == denied with input as workload("kube-public", {}, {"labels": {"tier": "front"}, "spec": {"priorityClassName": "high"}})
}

test_components_of_the_cluster_pass if {
	count(deny) == 0 with input as workload("kube-system", {"k8s-app": "dns"}, plain)
	count(deny) == 0 with input as workload("kube-system", {"tier": "control-plane"}, plain)
	count(deny) == 0 with input as workload("kube-system", {}, {"labels": {"k8s-app": "dns"}, "spec": {}})
	count(deny) == 0 with input as workload("kube-system", {}, {"labels": {"tier": "control-plane"}, "spec": {}})
	count(deny) == 0 with input as workload("kube-system", {}, {"labels": {}, "spec": {"priorityClassName": "system-node-critical"}})
}

test_other_namespaces_pass_and_the_list_can_be_changed if {
	count(deny) == 0 with input as workload("shop", {}, plain)
	deny == denied with input as workload("shop", {}, plain) with input.params.MET002.denied as ["shop"]
}
