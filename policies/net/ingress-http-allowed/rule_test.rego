package kubevet.net.ingress_http_allowed_test

import data.kubevet.net.ingress_http_allowed.deny

ingress(class, annotations, spec) := {
	"object": {"metadata": {"annotations": annotations}, "spec": object.union({"ingressClassName": class}, spec)},
	"params": data.defaults,
}

denied(key, value) := {[-2, path, [key, value], {"fix": [["set", path, value]]}]} if path := ["metadata", "annotations", key]

nginx := "nginx.ingress.kubernetes.io/ssl-redirect"

force := "nginx.ingress.kubernetes.io/force-ssl-redirect"

gce := "kubernetes.io/ingress.allow-http"

traefik := "traefik.ingress.kubernetes.io/router.tls"

test_nginx_without_redirect_is_denied if {
	found := deny with input as ingress("nginx", {nginx: "false"}, {"tls": [{}]})
	found == denied(nginx, "true")
	forced := deny with input as ingress("public", {force: "False"}, {})
	forced == denied(force, "true")
}

test_nginx_that_redirects_passes if {
	every annotations in [{}, {nginx: "true"}, {nginx: "false", force: "true"}, {force: "false"}] {
		count(deny) == 0 with input as ingress("nginx", annotations, {"tls": [{}]})
	}
}

test_gce_that_takes_http_is_denied if {
	found := deny with input as ingress("gce", {}, {})
	found == denied(gce, "false")
	every annotations in [{gce: "false"}, {"networking.gke.io/v1beta1.FrontendConfig": "redirect"}] {
		count(deny) == 0 with input as ingress("gce", annotations, {})
	}
}

test_traefik_without_tls_is_denied if {
	found := deny with input as {
		"object": {"metadata": {"annotations": {"kubernetes.io/ingress.class": "traefik"}}},
		"params": data.defaults,
	}
	found == denied(traefik, "true")
	every annotations in [
		{traefik: "true"},
		{"traefik.ingress.kubernetes.io/router.entrypoints": "websecure"},
		{"traefik.ingress.kubernetes.io/router.middlewares": "infra-redirect-https@kubernetescrd"},
	] {
		count(deny) == 0 with input as ingress("traefik", annotations, {})
	}
	count(deny) == 1 with input as ingress("traefik", {"traefik.ingress.kubernetes.io/router.entrypoints": "web,websecure"}, {})
}

test_strict_asks_everybody if {
	found := deny with input as ingress("nginx", {}, {}) with input.params.NET024.strict as true
	found == denied(gce, "false") | {[-2, ["spec", "tls"], [], {"variant": "tls"}]}
	optional := deny with input as ingress("nginx", {gce: "false"}, {}) with input.params.NET024 as {"strict": true, "tls_optional": true}
	count(optional) == 0
}
