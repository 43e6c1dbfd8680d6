package kubevet.rba.dashboard_access_test

import data.kubevet.rba.dashboard_access.deny

binding(role, subjects) := {
	"kind": "ClusterRoleBinding",
	"name": "dashboard",
	"object": {"roleRef": {"kind": "ClusterRole", "name": role}, "subjects": subjects},
	"params": data.defaults,
}

pods(name, image) := {
	"kind": "Deployment",
	"name": name,
	"object": {"spec": {}},
	"pod": {"spec": {}, "labels": {}, "service_account": "kubernetes-dashboard"},
	"containers": [{"id": 0, "image": image}],
	"params": data.defaults,
}

dashboard := {"kind": "ServiceAccount", "name": "kubernetes-dashboard"}

jo := {"kind": "User", "name": "jo"}

test_other_subjects_are_denied if {
	deny == {[-2, ["subjects", 0, "name"], ["User", "jo"]]} with input as binding("kubernetes-dashboard", [jo])
	deny == {[-2, ["subjects", 1, "name"], ["User", "jo"]]} with input as binding("view", [dashboard, jo])
}

test_other_workloads_are_denied if {
	deny == {[-1, ["serviceAccountName"], [], {"variant": "workload"}]} with input as pods("web", "registry.example/web:1")
}

test_the_dashboard_passes if {
	count(deny) == 0 with input as binding("kubernetes-dashboard", [dashboard])
	count(deny) == 0 with input as pods("kubernetes-dashboard", "registry.example/board:1")
	count(deny) == 0 with input as pods("scraper", "kubernetesui/metrics-scraper:v1.0.8")
	every label in ["app.kubernetes.io/part-of", "app.kubernetes.io/name"] {
		count(deny) == 0 with input as pods("web", "registry.example/web:1")
			with input.pod.labels as {label: "kubernetes-dashboard"}
	}
}

test_what_has_nothing_to_do_with_it_passes if {
	count(deny) == 0 with input as binding("view", [jo, {"kind": "User", "name": "kubernetes-dashboard"}])
	count(deny) == 0 with input as pods("web", "registry.example/web:1") with input.pod.service_account as "web"
}
