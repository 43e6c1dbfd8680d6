# METADATA
# scope: package
# title: LoadBalancer Services need a reason
# description: >-
#   A Service should not have `type: LoadBalancer`, unless its name is in `allowed_names` (globs).
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
# custom:
#   id: NET015
#   name: service-load-balancer
#   severity: info
#   profile: "off"
#   scope: object
#   kinds: [Service]
#   message: Service `{name}` asks for a load balancer of its own
#   help: use `ClusterIP` behind an Ingress or Gateway, or add the Service to `allowed_names`
#   rationale: >-
#     Each load balancer costs money, has an address of its own and is one more door, past the TLS and the rules of
#     the ingress.
#   params:
#     allowed_names: []
#   sources:
#     - kube-linter:exposed-services
#     - gatekeeper:general/block-loadbalancer-services
#     - kyverno:other/restrict-loadbalancer
package kubevet.net.service_load_balancer

deny contains [-2, ["spec", "type"], []] if {
	input.object.spec.type == "LoadBalancer"
	not allowed
}

allowed if {
	some pattern in input.params.NET015.allowed_names
	glob.match(pattern, [], input.name)
}
