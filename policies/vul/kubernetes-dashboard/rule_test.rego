package kubevet.vul.kubernetes_dashboard_test

import data.kubevet.vul.kubernetes_dashboard.deny

judge(image, labels) := found if {
	found := deny with input as {"pod": {"labels": labels}, "containers": [{"id": 0, "image": image}]}
}

test_images_are_denied if {
	judge("docker.io/kubernetesui/dashboard:v2.7.0", {}) == {[0, ["image"], []]}
	judge("k8s.gcr.io/kubernetes-dashboard-amd64:v1.10.1", {"k8s-app": "kubernetes-dashboard"}) == {[0, ["image"], []]}
}

test_labels_are_denied if {
	judge("registry.example/ui:1.4", {"app": "kubernetes-dashboard", "k8s-app": "kubernetes-dashboard"}) == {[-3, ["metadata", "labels", "k8s-app"], [], {"variant": "labels"}]}
	judge("registry.example/ui:1.4", {"app": "kubernetes-dashboard"}) == {[-3, ["metadata", "labels", "app"], [], {"variant": "labels"}]}
}

test_other_dashboards_pass if {
	count(judge("docker.io/grafana/grafana:12.0.0", {"app": "dashboard"})) == 0
	count(judge("registry.example/ui:1.4", {})) == 0
}
