# METADATA
# scope: package
# title: Metrics ports should not be on public load balancers
# description: >-
#   No port named in `port_names`, or with a number of `port_numbers`, should be reachable from outside of the cluster:
#   by a Service of type LoadBalancer or NodePort, or by an Ingress or a route of the Gateway API that has it as backend.
#   Load balancers of the internal network, those with `loadBalancerSourceRanges`, Ingresses with a log-in, and routes of
#   a mesh or with a filter of an extension, which may be a log-in, pass.
# related_resources:
#   - https://prometheus.io/docs/operating/security/
#   - https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer
# custom:
#   id: OBS005
#   name: unauthenticated-metrics-exposed
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [Service, Ingress, HTTPRoute, GRPCRoute, TCPRoute, TLSRoute]
#   message: 'Service `{name}` of type `{0}` opens the metrics port `{1}` to the outside'
#   help: 'keep metrics on a Service of type ClusterIP, and this port out of this one'
#   variants:
#     ingress:
#       message: 'Ingress `{name}` opens the metrics port `{1}` of Service `{0}` to the outside'
#       help: 'take the route out, or put a log-in before it, for example by `nginx.ingress.kubernetes.io/auth-url`'
#     route:
#       message: '{kind} `{name}` opens the metrics port `{1}` of Service `{0}` to the outside'
#       help: 'take the backend out, or let Prometheus ask the Service itself'
#   rationale: >-
#     Metrics have no log-in of their own. They tell strangers versions, names of hosts and customers, and how busy you are;
#     the ports of Prometheus and Alertmanager let them query everything and silence alerts.
#   params:
#     port_names: [metrics, http-metrics, https-metrics, prometheus]
#     port_numbers: [9090, 9093, 9100]
package kubevet.obs.unauthenticated_metrics_exposed

deny contains [-2, ["spec", "ports", i], [type, shown], {}] if {
	input.kind == "Service"
	type := input.object.spec.type
	type in {"LoadBalancer", "NodePort"}
	some i, port in input.object.spec.ports
	shown := metrics(object.get(port, "port", 0), object.get(port, "name", ""))
	not stays_inside
	not restricted
}

deny contains [-2, path, [service, shown], {"variant": "ingress"}] if {
	input.kind == "Ingress"
	some i, rule in input.object.spec.rules
	some j, route in rule.http.paths
	backend := route.backend.service
	shown := metrics(object.get(backend, ["port", "number"], 0), object.get(backend, ["port", "name"], ""))
	not has_log_in
	service := object.get(backend, "name", "")
	path := ["spec", "rules", i, "http", "paths", j, "backend", "service", "port"]
}

deny contains [-2, ["spec", "defaultBackend", "service", "port"], [service, shown], {"variant": "ingress"}] if {
	input.kind == "Ingress"
	backend := input.object.spec.defaultBackend.service
	shown := metrics(object.get(backend, ["port", "number"], 0), object.get(backend, ["port", "name"], ""))
	not has_log_in
	service := object.get(backend, "name", "")
}

deny contains [-2, ["spec", "rules", i, "backendRefs", j, "port"], [service, shown], {"variant": "route"}] if {
	some i, rule in input.object.spec.rules
	some j, backend in rule.backendRefs
	object.get(backend, "kind", "Service") == "Service"
	shown := metrics(object.get(backend, "port", 0), "")
	not has_extension(rule)
	some parent in input.object.spec.parentRefs
	object.get(parent, "kind", "Gateway") == "Gateway"
	service := object.get(backend, "name", "")
}

has_extension(rule) if {
	some filter in rule.filters
	filter.type in {"ExtensionRef", "ExternalAuth"}
}

# How a port for metrics is called: by its name, else its number.
metrics(_, name) := name if name in input.params.OBS005.port_names

metrics(number, name) := number if {
	not name in input.params.OBS005.port_names
	number in input.params.OBS005.port_numbers
}

annotations := object.get(input.object, ["metadata", "annotations"], {})

stays_inside if {
	some key, value in annotations
	key in {
		"service.beta.kubernetes.io/aws-load-balancer-internal",
		"service.beta.kubernetes.io/azure-load-balancer-internal",
		"service.beta.kubernetes.io/openstack-internal-load-balancer",
		"service.beta.kubernetes.io/oci-load-balancer-internal",
	}
	value in {"true", "0.0.0.0/0"}
}

stays_inside if annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"] == "internal"

stays_inside if lower(annotations["networking.gke.io/load-balancer-type"]) == "internal"

stays_inside if lower(annotations["cloud.google.com/load-balancer-type"]) == "internal"

# The ranges count for load balancers only; one that holds every address restricts nobody.
restricted if {
	input.object.spec.type == "LoadBalancer"
	count(input.object.spec.loadBalancerSourceRanges) > 0
	not open_to_all
}

open_to_all if {
	some range in input.object.spec.loadBalancerSourceRanges
	range in {"0.0.0.0/0", "::/0"}
}

has_log_in if {
	some key, _ in annotations
	some part in ["/auth-url", "/auth-type", "/auth-tls-secret", "/auth-secret", "/auth-signin", "router.middlewares"]
	contains(key, part)
}

has_log_in if annotations["alb.ingress.kubernetes.io/scheme"] == "internal"
