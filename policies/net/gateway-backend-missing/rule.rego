# METADATA
# scope: package
# title: Gateway API routes must name a Service of the bundle
# description: >-
#   The Services that `backendRefs` of a route of the Gateway API name should be among the manifests, in the namespace
#   of the route or the one that the reference names, and have the port. A Service of another namespace also needs a
#   ReferenceGrant there, which is told as an information. References to other kinds are left out.
# related_resources:
#   - https://gateway-api.sigs.k8s.io/api-types/httproute/
#   - https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
#   - https://gateway-api.sigs.k8s.io/api-types/referencegrant/
# custom:
#   id: NET034
#   name: gateway-backend-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [HTTPRoute, GRPCRoute, TCPRoute, UDPRoute, TLSRoute]
#   message: "{kind} `{name}` leads to Service `{0}`, which is not there in namespace `{1}`"
#   help: correct the name, add the Service, or name it with `--assume-present`
#   rationale: >-
#     The API server accepts the route. The gateway answers the requests with 500, and says why only in the status of
#     the route.
#   variants:
#     near:
#       message: "{kind} `{name}` leads to Service `{0}`, which is not there in namespace `{1}`"
#       help: "correct the name: there is a Service `{2}`"
#     port:
#       message: "{kind} `{name}` leads to port {1} of Service `{0}`, which has no such port"
#       help: write the `port` of the Service, not its `targetPort`
#     grant:
#       message: "{kind} `{name}` leads to Service `{0}` of namespace `{1}`, where no ReferenceGrant allows it"
#       help: "add a ReferenceGrant to namespace `{1}`, `from` {kind} of namespace `{namespace}`, `to` Service"
#   sources:
#     - kubescape:C-0302
package kubevet.net.gateway_backend_missing

deny contains [-2, path, [name, namespace]] if {
	some reference in missing
	not reference.key
	not reference.nearest
	path := reference.path
	name := reference.name
	namespace := reference.namespace
}

deny contains [-2, path, [name, namespace, near], extra] if {
	some reference in missing
	not reference.key
	near := reference.nearest
	path := reference.path
	name := reference.name
	namespace := reference.namespace
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is a Service `{2}`"]]}
}

deny contains [-2, path, [name, port], extra] if {
	some reference in missing
	port := reference.key
	path := reference.path
	name := reference.name
	extra := {"variant": "port", "related": [[reference.existing, ["spec", "ports"], "the ports of the Service"]]}
}

deny contains [-2, path, [name, namespace], extra] if {
	some reference in input.facts.ungranted
	path := reference.path
	name := reference.name
	namespace := reference.namespace
	extra := {"severity": "info", "variant": "grant", "related": [[reference.id, ["metadata", "name"], "the Service"]]}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.kind == "Service"
}
