package kubevet.msh.istio_sidecar_injection_test

import data.kubevet.msh.istio_sidecar_injection.deny

namespace(labels) := {"name": "shop", "object": {"metadata": {"labels": labels}}, "params": data.defaults}

test_a_namespace_outside_of_the_mesh_is_denied if {
	deny == {[-2, ["metadata", "labels"], []]} with input as namespace({})
	count(deny) == 1 with input as namespace({"istio-injection": "disabled"})
	count(deny) == 1 with input as namespace({"istio.io/dataplane-mode": "ambient"}) with input.params.MSH001.mode as "sidecar"
}

test_any_mesh_passes if {
	count(deny) == 0 with input as namespace({"istio-injection": "enabled"})
	count(deny) == 0 with input as namespace({"istio.io/rev": "stable"})
	count(deny) == 0 with input as namespace({"istio.io/dataplane-mode": "ambient", "istio.io/rev": "stable"})
	annotated := {"name": "shop", "object": {"metadata": {"annotations": {"linkerd.io/inject": "enabled"}}}, "params": data.defaults}
	count(deny) == 0 with input as annotated
}

test_both_modes_at_once_are_denied if {
	both := namespace({"istio-injection": "enabled", "istio.io/dataplane-mode": "ambient"})
	way := ["metadata", "labels", "istio.io/dataplane-mode"]
	deny == {[-2, way, [], {"severity": "warning", "variant": "both"}]} with input as both
}

test_exempt_namespaces_pass if {
	count(deny) == 0 with input as namespace({}) with input.name as "kube-system"
}
