# METADATA
# scope: package
# title: Services without selector need endpoints of their own
# description: >-
#   A Service without a selector should have Endpoints of its name, or an EndpointSlice with the label
#   `kubernetes.io/service-name`, among the manifests. ExternalName Services are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
# custom:
#   id: NET012
#   name: service-without-selector
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [Service]
#   looks_for: [Endpoints, EndpointSlice]
#   message: Service `{name}` has no selector, and nothing gives it endpoints
#   help: add a `selector`, or an EndpointSlice with the label `kubernetes.io/service-name` and the addresses; tell of one elsewhere by `--assume-present`
#   rationale: >-
#     Without selector and endpoints, connections to the Service fail. That is right only where a controller writes
#     the endpoints at run time.
#   sources:
#     - kube-linter:dangling-service
#     - kube-score:service-targets-pod
package kubevet.net.service_without_selector

deny contains [-2, ["spec", "selector"], []] if {
	count(object.get(input.object, ["spec", "selector"], {})) == 0
	not external
	not input.facts.has_endpoints
}

external if input.object.spec.type == "ExternalName"
