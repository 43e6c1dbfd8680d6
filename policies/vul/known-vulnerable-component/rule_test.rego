package kubevet.vul.known_vulnerable_component_test

import data.kubevet.vul.known_vulnerable_component.deny

judge(image, table) := found if {
	found := deny with input as {"containers": [{"id": 0, "image": image}], "params": {"VUL004": {"table": table}}}
}

fixed_in(image) := finding[2][3] if {
	some finding in judge(image, [])
}

test_versions_with_holes_are_denied if {
	judge("quay.io/argoproj/argocd:v2.2.3", []) == {[0, ["image"], ["argocd", "v2.2.3", "CVE-2022-24348", "2.2.4"]]}
	fixed_in("quay.io/argoproj/argocd:v1.8.7") == "2.1.9"
	fixed_in("grafana/grafana:9.2.3-ubuntu") == "9.2.4"
	fixed_in("ghcr.io/kyverno/kyverno:v1.8.4") == "1.8.5"
	fixed_in("registry.k8s.io/ingress-nginx/controller:v1.9.6@sha256:0123") == "1.11.5"
	fixed_in("registry.example:5000/ingress-nginx/controller-chroot:v1.12.0") == "1.12.1"
	fixed_in("quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.33.0") == "1.11.5"
}

test_versions_without_them_pass if {
	every image in {
		"quay.io/argoproj/argocd:v2.1.9", "quay.io/argoproj/argocd:v2.2.4", "quay.io/argoproj/argocd:v3.2.0",
		"grafana/grafana:9.1.8", "grafana/grafana:10.0.0", "ghcr.io/kyverno/kyverno:v1.8.2",
		"registry.k8s.io/ingress-nginx/controller:v1.11.5", "registry.k8s.io/ingress-nginx/controller:v1.12.1",
	} {
		count(judge(image, [])) == 0
	}
}

test_what_is_no_version_or_another_image_passes if {
	every image in {
		"argocd", "argocd:latest", "argocd:v2", "argocd:1.2.3.4", "argocd:a.b.c", "argocd@sha256:0123", "argocd:5000/web:1.0.0",
		"quay.io/argoproj/argocd-extension:v1.0.0", "nginx/nginx-ingress:1.0.0", "registry.example/controller:1.0.0", "",
	} {
		count(judge(image, [])) == 0
	}
}

test_the_table_adds_others if {
	table := [{"image": "web", "from": "1.0.0", "before": "1.4.0", "advisory": "WEB-1"}]
	judge("registry.example/web:1.3.9", table) == {[0, ["image"], ["web", "1.3.9", "WEB-1", "1.4.0"]]}
	count(judge("registry.example/web:1.4.0", table)) == 0
	count(judge("registry.example/web:0.9.0", table)) == 0
}
