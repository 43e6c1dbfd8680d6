package kubevet.vul.tiller_deployed_test

import data.kubevet.vul.tiller_deployed.deny

judge(image, container, labels) := found if {
	found := deny with input as {
		"kind": "Deployment",
		"pod": {"labels": labels},
		"containers": [{"id": 0, "image": image, "c": container}],
	}
}

labels := {"app": "helm", "name": "tiller"}

open := {[0, ["image"], [], {"variant": "open"}]}

test_tiller_is_denied_by_its_image if {
	judge("gcr.io/kubernetes-helm/tiller:v2.16.1", {}, labels) == open
	judge("tiller@sha256:0123", {}, {}) == open
	judge("registry.example/tiller/v2", {}, {}) == open
}

test_tiller_that_listens_locally_is_told_so if {
	judge("helm/tiller:v2", {"command": ["/tiller"], "args": ["--listen=localhost:44134"]}, {}) == {[0, ["image"], []]}
	judge("helm/tiller:v2", {"command": ["/tiller", "--listen", "127.0.0.1:44134"]}, {}) == {[0, ["image"], []]}
}

test_labels_and_services_are_denied if {
	judge("registry.example/helm-server:2", {}, labels) == {[-3, ["metadata", "labels", "name"], [], {"variant": "labels"}]}
	deny == {[-2, ["spec", "selector"], [], {"variant": "service"}]} with input as {"kind": "Service", "object": {"spec": {"selector": labels}}}
}

test_other_images_and_labels_pass if {
	count(judge("registry.example/distiller:1.4", {}, {"app": "helm"})) == 0
	count(judge("registry.example/tiller-docs:1.4", {}, {"name": "tiller"})) == 0
	count(deny) == 0 with input as {"kind": "Service", "object": {"spec": {"selector": {"app": "helm"}}}}
}
