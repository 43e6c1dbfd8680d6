# METADATA
# scope: package
# title: Service fields that contradict the type
# description: >-
#   A Service should not have fields that its type ignores: `loadBalancerIP` when it is no LoadBalancer, `selector`
#   when it is an ExternalName. What the API server refuses (`clusterIP: None` with a load balancer,
#   `externalTrafficPolicy` and `nodePort` on a ClusterIP, an ExternalName without a name) is reported as invalid anyway,
#   and `loadBalancerIP` on a LoadBalancer, where it is deprecated, by API007.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
#   - https://kubernetes.io/docs/concepts/services-networking/service/#externalname
# custom:
#   id: NET042
#   name: headless-load-balancer-conflict
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Service]
#   message: "`{0}` has no effect on a Service of type `{1}`"
#   help: "remove it, or correct `type`"
#   rationale: >-
#     The API server takes these fields without a word. Whoever wrote them counts on an effect that does not come.
#   sources: []
package kubevet.net.headless_load_balancer_conflict

deny contains [-2, ["spec", "loadBalancerIP"], ["loadBalancerIP", type], {"key": true}] if {
	input.object.spec.loadBalancerIP != ""
	type := object.get(input.object.spec, "type", "ClusterIP")
	type != "LoadBalancer"
}

deny contains [-2, ["spec", "selector"], ["selector", "ExternalName"], {"key": true}] if {
	input.object.spec.externalName
	input.object.spec.type == "ExternalName"
	count(input.object.spec.selector) > 0
}
