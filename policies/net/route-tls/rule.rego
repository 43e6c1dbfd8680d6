# METADATA
# scope: package
# title: OpenShift Routes should use TLS
# description: >-
#   A Route of OpenShift should have `spec.tls`, and `insecureEdgeTerminationPolicy` there should not be `Allow`.
# related_resources:
#   - https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/ingress_and_load_balancing/routes
# custom:
#   id: NET043
#   name: route-tls
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [route.openshift.io/Route]
#   message: Route `{name}` has no TLS
#   help: 'add `tls` with `termination: edge` and `insecureEdgeTerminationPolicy: Redirect`'
#   rationale: >-
#     Without TLS, passwords, cookies and everything else travel in the clear. With `Allow`, they do for everybody
#     who comes by `http://`.
#   variants:
#     insecure:
#       message: Route `{name}` has TLS but serves plain HTTP too
#       help: 'write `insecureEdgeTerminationPolicy: Redirect`, or `None` to refuse plain HTTP'
#   sources:
#     - kyverno:openshift/check-routes
package kubevet.net.route_tls

deny contains [-2, ["spec", "tls"], []] if {
	count(object.get(input.object, ["spec", "tls"], {})) == 0
}

deny contains [-2, ["spec", "tls", "insecureEdgeTerminationPolicy"], [], {"variant": "insecure"}] if {
	input.object.spec.tls.insecureEdgeTerminationPolicy == "Allow"
}
