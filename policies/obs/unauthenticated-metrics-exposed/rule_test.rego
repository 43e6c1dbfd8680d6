package kubevet.obs.unauthenticated_metrics_exposed_test

import data.kubevet.obs.unauthenticated_metrics_exposed.deny

service(spec, annotations) := {
	"kind": "Service",
	"object": {"metadata": {"annotations": annotations}, "spec": spec},
	"params": data.defaults,
}

balanced := {"type": "LoadBalancer", "ports": [{"port": 443}, {"port": 8080, "name": "metrics"}]}

denied := {[-2, ["spec", "ports", 1], ["LoadBalancer", "metrics"], {}]}

ingress(spec, annotations) := object.union(service(spec, annotations), {"kind": "Ingress"})

prometheus := {"service": {"name": "prometheus", "port": {"number": 9090}}}

test_services_of_the_outside_are_denied if {
	deny == denied with input as service(balanced, {})
	deny == {[-2, ["spec", "ports", 0], ["NodePort", 9100], {}]}
		with input as service({"type": "NodePort", "ports": [{"port": 9100}]}, {})
	count(deny) == 0 with input as service({"type": "ClusterIP", "ports": [{"port": 9100}]}, {})
	count(deny) == 0 with input as service({"ports": [{"port": 9100}]}, {})
	count(deny) == 0 with input as service({"type": "LoadBalancer", "ports": [{"port": 443, "name": "https"}]}, {})
}

test_internal_and_restricted_load_balancers_pass if {
	every annotations in [
		{"service.beta.kubernetes.io/azure-load-balancer-internal": "true"},
		{"service.beta.kubernetes.io/aws-load-balancer-scheme": "internal"},
		{"networking.gke.io/load-balancer-type": "Internal"},
		{"cloud.google.com/load-balancer-type": "Internal"},
	] {
		count(deny) == 0 with input as service(balanced, annotations)
	}
	deny == denied with input as service(balanced, {"service.beta.kubernetes.io/azure-load-balancer-internal": "false"})
	count(deny) == 0 with input as service(object.union(balanced, {"loadBalancerSourceRanges": ["10.0.0.0/8"]}), {})
	deny == denied with input as service(object.union(balanced, {"loadBalancerSourceRanges": ["0.0.0.0/0"]}), {})
}

test_ingresses_before_metrics_are_denied if {
	routes := {"rules": [{"http": {"paths": [{"path": "/", "backend": prometheus}]}}]}
	path := ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "port"]
	deny == {[-2, path, ["prometheus", 9090], {"variant": "ingress"}]} with input as ingress(routes, {})
	deny == {[-2, ["spec", "defaultBackend", "service", "port"], ["prometheus", 9090], {"variant": "ingress"}]}
		with input as ingress({"defaultBackend": prometheus}, {})
	every annotations in [
		{"nginx.ingress.kubernetes.io/auth-url": "https://login.example"},
		{"alb.ingress.kubernetes.io/auth-type": "oidc"},
		{"alb.ingress.kubernetes.io/scheme": "internal"},
	] {
		count(deny) == 0 with input as ingress(routes, annotations)
		count(deny) == 0 with input as ingress({"defaultBackend": prometheus}, annotations)
	}
}

test_routes_before_metrics_are_denied if {
	gateway := {"parentRefs": [{"name": "public"}, {"name": "internal"}], "rules": [{"backendRefs": [{"name": "web", "port": 80}, {"name": "prometheus", "port": 9090}]}]}
	route := {"kind": "HTTPRoute", "object": {"metadata": {}, "spec": gateway}, "params": data.defaults}
	deny == {[-2, ["spec", "rules", 0, "backendRefs", 1, "port"], ["prometheus", 9090], {"variant": "route"}]} with input as route
	count(deny) == 0 with input as route with input.object.spec.parentRefs as [{"kind": "Service", "group": "", "name": "prometheus"}]
	rule := object.union(gateway.rules[0], {"filters": [{"type": "ExtensionRef"}]})
	count(deny) == 0 with input as route with input.object.spec.rules as [rule]
}
