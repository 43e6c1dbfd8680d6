package kubevet.msh.sidecar_injection_disabled_test

import data.kubevet.msh.sidecar_injection_disabled.deny

pods(labels, annotations, namespace) := {
	"kind": "Deployment",
	"pod": {"labels": labels, "annotations": annotations, "spec": {}},
	"facts": {"namespace_object": object.union({"id": 3, "labels": {}, "annotations": {}}, namespace)},
	"params": data.defaults,
}

istio := {"labels": {"istio-injection": "enabled"}}

here(field, key) := [[3, ["metadata", field, key], "the namespace joins the mesh here"]]

test_leaving_istio_is_denied if {
	by_label := deny with input as pods({"sidecar.istio.io/inject": "false"}, {}, istio)
	by_label == {[-3, ["metadata", "labels", "sidecar.istio.io/inject"], ["Istio", "label"], {"related": here("labels", "istio-injection")}]}
	by_annotation := deny with input as pods({}, {"sidecar.istio.io/inject": "no"}, {"labels": {"istio.io/rev": "stable"}})
	by_annotation == {[-3, ["metadata", "annotations", "sidecar.istio.io/inject"], ["Istio", "annotation"], {"related": here("labels", "istio.io/rev")}]}
	ambient := deny with input as pods({"istio.io/dataplane-mode": "none"}, {}, {"labels": {"istio.io/dataplane-mode": "ambient"}})
	ambient == {[-3, ["metadata", "labels", "istio.io/dataplane-mode"], ["Istio ambient", "label"], {"related": here("labels", "istio.io/dataplane-mode")}]}
}

test_leaving_linkerd_is_denied if {
	found := deny with input as pods({}, {"linkerd.io/inject": "disabled"}, {"annotations": {"linkerd.io/inject": "enabled"}})
	found == {[-3, ["metadata", "annotations", "linkerd.io/inject"], ["Linkerd", "annotation"], {"related": here("annotations", "linkerd.io/inject")}]}
}

test_always_needs_no_namespace if {
	found := deny with input as object.remove(pods({"sidecar.istio.io/inject": "false"}, {}, {}), ["facts"]) with input.params.MSH002.always as true
	found == {[-3, ["metadata", "labels", "sidecar.istio.io/inject"], ["Istio", "label"], {"related": []}]}
}

test_jobs_get_a_hint if {
	found := deny with input as pods({"sidecar.istio.io/inject": "false"}, {}, istio) with input.kind as "Job"
	some [_, _, _, extra] in found
	extra.severity == "info"
}

test_others_pass if {
	count(deny) == 0 with input as pods({"sidecar.istio.io/inject": "false"}, {}, {})
	count(deny) == 0 with input as pods({"sidecar.istio.io/inject": "true"}, {"sidecar.istio.io/inject": "false"}, istio)
	count(deny) == 0 with input as pods({"sidecar.istio.io/inject": "false"}, {}, {"labels": {"istio-injection": "disabled", "istio.io/rev": "stable"}})
	count(deny) == 0 with input as pods({"sidecar.istio.io/inject": "false"}, {}, {"labels": {"istio.io/dataplane-mode": "ambient"}})
	count(deny) == 0 with input as pods({"sidecar.istio.io/inject": "false"}, {}, istio) with input.pod.spec.hostNetwork as true
}
