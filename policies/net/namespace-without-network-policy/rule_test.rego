package kubevet.net.namespace_without_network_policy_test

import data.kubevet.net.namespace_without_network_policy.deny

namespace(name, policies) := {"kind": "Namespace", "name": name, "facts": {"network_policies": policies}, "params": data.defaults}

test_a_namespace_without_policy_is_denied if {
	deny == {[-2, ["metadata", "name"], []]} with input as namespace("shop", [])
}

test_a_policy_is_enough if {
	count(deny) == 0 with input as namespace("shop", [{"id": 1, "name": "closed"}])
}

test_exempt_namespaces_pass if {
	count(deny) == 0 with input as namespace("kube-system", [])
	count(deny) == 0 with input as namespace("openshift-dns", []) with input.params.NET003.exempt as ["openshift-*"]
	count(deny) == 1 with input as namespace("kube-system", []) with input.params.NET003.exempt as []
}

workload(name, policies) := {
	"kind": "Deployment",
	"name": "web",
	"facts": {"unlisted_namespace": {"name": name, "network_policies": policies}, "network_policies": []},
	"params": data.defaults,
}

test_a_namespace_without_manifest_is_told_at_its_first_workload if {
	deny == {[-2, ["metadata", "namespace"], ["shop"], {"variant": "unlisted"}]} with input as workload("shop", [])
	count(deny) == 0 with input as workload("shop", [{"id": 1, "name": "closed"}])
	count(deny) == 0 with input as workload("kube-system", [])
	count(deny) == 0 with input as workload("shop", []) with input.facts as {"network_policies": []}
}
