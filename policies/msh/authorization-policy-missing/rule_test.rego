package kubevet.msh.authorization_policy_missing_test

import data.kubevet.msh.authorization_policy_missing.deny

namespace(labels, annotations) := {
	"object": {"metadata": {"labels": labels, "annotations": annotations}},
	"facts": {"authorization_policies": []},
	"params": data.defaults,
}

test_namespaces_of_a_mesh_without_policy_are_denied if {
	deny == {[-2, ["metadata", "labels", "istio-injection"], ["Istio"]]} with input as namespace({"istio-injection": "enabled", "istio.io/dataplane-mode": "ambient"}, {})
	deny == {[-2, ["metadata", "labels", "istio.io/rev"], ["Istio"]]} with input as namespace({"istio.io/rev": "stable"}, {})
	deny == {[-2, ["metadata", "labels", "istio.io/dataplane-mode"], ["Istio"]]} with input as namespace({"istio.io/dataplane-mode": "ambient"}, {})
	deny == {[-2, ["metadata", "annotations", "linkerd.io/inject"], ["Linkerd"]]} with input as namespace({}, {"linkerd.io/inject": "enabled"})
}

test_policies_and_other_namespaces_pass if {
	count(deny) == 0 with input as namespace({"istio-injection": "enabled"}, {}) with input.facts.authorization_policies as [{"id": 1}]
	count(deny) == 0 with input as namespace({"istio-injection": "disabled", "istio.io/rev": "stable"}, {})
	count(deny) == 0 with input as namespace({}, {"linkerd.io/inject": "disabled"})
	count(deny) == 0 with input as namespace({}, {"linkerd.io/inject": "enabled", "config.linkerd.io/default-inbound-policy": "deny"})
}
