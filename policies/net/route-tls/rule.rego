# METADATA
# scope: package
# title: OpenShift Routes should use TLS and a host of their own
# description: >-
#   A Route of OpenShift should have `spec.tls`, and `insecureEdgeTerminationPolicy` there should not be `Allow`. Its
#   `host` should not be that of another Route in files of the same folder, in another namespace or for the same path;
#   the later one is told.
# related_resources:
#   - https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/ingress_and_load_balancing/routes
# custom:
#   id: NET043
#   name: route-tls
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [route.openshift.io/Route]
#   message: Route `{name}` has no TLS
#   help: 'add `tls` with `termination: edge` and `insecureEdgeTerminationPolicy: Redirect`'
#   rationale: >-
#     Without TLS, passwords, cookies and everything else travel in the clear. With `Allow`, they do for everybody
#     who comes by `http://`. A host that belongs to another namespace is refused by the router, and of two Routes for
#     one path only one gets the requests.
#   variants:
#     insecure:
#       message: Route `{name}` has TLS but serves plain HTTP too
#       help: 'write `insecureEdgeTerminationPolicy: Redirect`, or `None` to refuse plain HTTP'
#     host:
#       message: "Route `{name}` claims `{0}`, which Route `{1}` of namespace `{2}` has already"
#       help: give it another `host`, or in the same namespace another `path`
#   sources:
#     - kyverno:openshift/unique-routes
#     - kyverno:openshift/check-routes
package kubevet.net.route_tls

deny contains [-2, ["spec", "tls"], []] if {
	count(object.get(input.object, ["spec", "tls"], {})) == 0
}

deny contains [-2, ["spec", "tls", "insecureEdgeTerminationPolicy"], [], {"variant": "insecure"}] if {
	input.object.spec.tls.insecureEdgeTerminationPolicy == "Allow"
}

deny contains [-2, ["spec", "host"], [host, name, namespace], extra] if {
	host := input.object.spec.host
	some other in input.facts.same_route_hosts
	other.first
	name := other.name
	namespace := other.namespace
	extra := {"variant": "host", "related": [[other.id, ["spec", "host"], "claimed here too"]]}
}
