package kubevet.net.ingress_class_missing_test

import data.kubevet.net.ingress_class_missing.deny

key := "kubernetes.io/ingress.class"

path := ["metadata", "annotations", key]

with_field(class, annotations) := {
	"object": {"metadata": {"annotations": annotations}, "spec": {"ingressClassName": class}},
	"params": data.defaults,
}

without_field(annotations) := {"object": {"metadata": {"annotations": annotations}, "spec": {}}, "params": data.defaults}

test_no_class_is_denied if {
	deny == {[-2, ["spec", "ingressClassName"], []]} with input as without_field({})
	deny == {[-2, ["spec", "ingressClassName"], []]} with input as without_field({"kubernetes.io/ingress.class": ""})
}

test_the_annotation_alone_is_denied_and_moved if {
	found := deny with input as without_field({key: "nginx"})
	fix := [["set", ["spec", "ingressClassName"], "nginx"], ["remove", path]]
	found == {[-2, path, ["nginx"], {"severity": "warning", "variant": "deprecated", "fix": fix}]}
}

test_gke_needs_the_annotation if {
	count(deny) == 0 with input as without_field({key: "gce-internal"})
}

test_the_field_is_enough if {
	count(deny) == 0 with input as with_field("nginx", {})
	count(deny) == 0 with input as with_field("nginx", {key: "nginx"})
}

test_only_allowed_classes_pass_where_they_are_listed if {
	extra := {"severity": "warning", "variant": "allowed"}
	found := deny with input as with_field("public", {}) with input.params.NET029.allowed as ["internal-*"]
	found == {[-2, ["spec", "ingressClassName"], ["public", ["internal-*"]], extra]}
	annotated := deny with input as without_field({key: "gce"}) with input.params.NET029.allowed as ["internal-*"]
	annotated == {[-2, path, ["gce", ["internal-*"]], extra]}
	count(deny) == 0 with input as with_field("internal-a", {}) with input.params.NET029.allowed as ["internal-*"]
}
