# METADATA
# scope: package
# title: ServiceMonitor endpoints must name a Service port
# description: >-
#   `port` of an endpoint must be the name of a port of a Service that the ServiceMonitor selects; a number there is an
#   error. `targetPort` must be a port, by name or number, that a container behind these Services declares; for a
#   PodMonitor that holds for `port`, `portNumber` and `targetPort`. Nothing is said where the Services (or the pods) are
#   not among the manifests, or where endpoints are filled by hand. Ports of proxies that Istio and Linkerd inject pass.
# related_resources:
#   - https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint
#   - https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMetricsEndpoint
# custom:
#   id: OBS002
#   name: service-monitor-port-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [monitoring.coreos.com/ServiceMonitor, monitoring.coreos.com/PodMonitor]
#   message: "{kind} `{name}` scrapes port `{0}`, which no selected Service has; they have: {1}"
#   help: write the name of a port of the Service
#   variants:
#     unnamed:
#       message: "{kind} `{name}` scrapes port `{0}`, but no port of {1} has a name"
#       help: "write `name: {0}` at the port in the Service"
#     number:
#       message: "{kind} `{name}` has the number {0} in `port`, which takes names"
#       help: "write the name of the port in the Service (`port: {1}`), or `targetPort: {0}` for a port of the container"
#     target:
#       message: "{kind} `{name}` scrapes port `{0}`, which no container behind it declares; they declare: {1}"
#       help: "correct the port, or add it to `ports` of the container"
#   rationale: >-
#     Prometheus drops every target whose port does not fit, and says so nowhere. The metrics are missing, and nobody
#     looks for what never came.
package kubevet.obs.service_monitor_port_missing

deny contains [-2, path, [port, names]] if {
	some [path, port] in wrong_names
	names := service_ports
	count(names) > 0
}

deny contains [-2, path, [port, who], {"variant": "unnamed"}] if {
	some [path, port] in wrong_names
	count(service_ports) == 0
	who := {concat("", ["Service `", service.name, "`"]) | some service in input.facts.selected_services}
}

deny contains [-2, path, [port, example], {"severity": "error", "variant": "number"}] if {
	some [path, port] in numbers
	names := [name | some name in service_ports]
	example := concat("", array.slice(array.concat(names, ["http"]), 0, 1))
}

deny contains [-2, path, [port, names], {"variant": "target"}] if {
	some [path, port] in targets
	not declared(port)
	names := declared_ports
	count(names) > 0
	not unknown_pods
}

# Names in `port` that no selected Service has.
wrong_names contains [["spec", "endpoints", i, "port"], port] if {
	some i, endpoint in input.object.spec.endpoints
	port := endpoint.port
	is_string(port)
	port != ""
	not is_number_text(port)
	not unknown_services
	not port in service_ports
}

numbers contains [["spec", "endpoints", i, "port"], port] if {
	some i, endpoint in input.object.spec.endpoints
	port := endpoint.port
	is_number(port)
}

numbers contains [["spec", "endpoints", i, "port"], port] if {
	some i, endpoint in input.object.spec.endpoints
	port := endpoint.port
	is_number_text(port)
	not unknown_services
	not port in service_ports
}

numbers contains [["spec", "podMetricsEndpoints", i, "port"], port] if {
	some i, endpoint in input.object.spec.podMetricsEndpoints
	port := endpoint.port
	is_number(port)
}

# What must be a port of a container. `port` counts before `targetPort`.
targets contains [["spec", "endpoints", i, "targetPort"], endpoint.targetPort] if {
	some i, endpoint in input.object.spec.endpoints
	endpoint.targetPort
	object.get(endpoint, "port", "") == ""
}

targets contains [["spec", "podMetricsEndpoints", i, field], port] if {
	some i, endpoint in input.object.spec.podMetricsEndpoints
	field := [name | some name in ["port", "portNumber", "targetPort"]; not object.get(endpoint, name, "") in {"", 0}][0]
	port := endpoint[field]
	not numeric_name(field, port)
	not port in {"http-envoy-prom", "linkerd-admin"}
}

numeric_name("port", port) if is_number(port)

service_ports := {port.name |
	some service in input.facts.selected_services
	some port in service.ports
	port.name != ""
}

unknown_services if count(input.facts.selected_services) == 0

unknown_services if {
	some service in input.facts.selected_services
	service.filled_by_hand
}

unknown_services if {
	some service in input.facts.selected_services
	service.opaque
}

container_ports contains port if {
	some service in input.facts.selected_services
	some port in service.pod_ports
}

container_ports contains port if {
	some workload in input.facts.selected
	some port in workload.ports
}

declared_ports := {shown |
	some port in container_ports
	shown := concat(" ", [part | some part in [port.name, json.marshal(port.number)]; part != ""])
}

declared(port) if {
	some one in container_ports
	one.name == port
}

declared(port) if {
	some one in container_ports
	one.number == port
}

unknown_pods if {
	some workload in input.facts.selected
	workload.opaque
}

unknown_pods if {
	some service in input.facts.selected_services
	not service.selects_pods
}

is_number_text(port) if regex.match(`^[0-9]+$`, port)
