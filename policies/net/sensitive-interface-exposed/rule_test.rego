package kubevet.net.sensitive_interface_exposed_test

import data.kubevet.net.sensitive_interface_exposed.deny

workload(name, image, exposed, services) := {
	"name": name,
	"containers": [{"id": 0, "type": "main", "image": image}, {"id": 1, "type": "init", "image": "minio"}],
	"facts": {"exposed_by": exposed, "services": services},
	"params": data.defaults,
}

front := {"id": 5, "kind": "Ingress", "name": "web"}

related := [[5, ["spec"], "leads to it from outside"]]

fronts := ["Ingress `web`"]

test_exposed_by_name_is_denied if {
	found := deny with input as workload("my-jenkins-0", "registry.example/ci:1", [front], [])
	found == {[-2, ["metadata", "name"], ["jenkins", fronts], {"related": related}]}
}

test_exposed_by_image_is_denied if {
	found := deny with input as workload("ci", "registry.example:5000/a/jenkins:1@sha256:0", [front], [])
	found == {[0, ["image"], ["jenkins", fronts], {"variant": "image", "related": related}]}
}

test_exposed_by_service_is_denied if {
	found := deny with input as workload("ci", "registry.example/ci:1", [front], [{"id": 6, "kind": "Service", "name": "jenkins"}])
	found == {[-2, ["metadata", "name"], ["jenkins", fronts], {"variant": "service", "related": related}]}
}

test_what_nobody_reaches_passes if {
	count(deny) == 0 with input as workload("jenkins", "jenkins", [], [])
}

test_what_only_bears_the_name_passes if {
	every name in ["postgres-exporter", "minio-operator", "miniopark", "prometheus-adapter", "web"] {
		count(deny) == 0 with input as workload(name, "registry.example/prometheus/alertmanager:1", [front], [])
	}
}
