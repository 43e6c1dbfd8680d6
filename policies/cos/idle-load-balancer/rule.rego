# METADATA
# scope: package
# title: Each LoadBalancer Service is billed
# description: >-
#   The manifests should hold at most `max` Services of type LoadBalancer, and none whose selector matches no pods and
#   for which there are no Endpoints. Those after the first `max` are reported, in the order of the files. Copies of one Service
#   count once.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/
# custom:
#   id: COS001
#   name: idle-load-balancer
#   severity: info
#   profile: off
#   scope: cross-resource
#   kinds: [Service]
#   yields_to: [NET011]
#   message: "Service `{name}` is load balancer number {0} of {1}"
#   help: "let an Ingress or a Gateway share one load balancer, or raise `max`"
#   variants:
#     idle:
#       message: "the load balancer of Service `{name}` leads to no pods"
#       help: correct the selector, or remove the Service
#   rationale: >-
#     Clouds take money for each load balancer by the hour, used or not.
#   params:
#     max: 3
package kubevet.cos.idle_load_balancer

deny contains [-2, ["spec", "type"], [number, total]] if {
	number := input.facts.load_balancer.number
	number > input.params.COS001.max
	total := input.facts.load_balancer.count
	not idle
}

deny contains [-2, ["spec", "selector"], [], {"variant": "idle"}] if idle

idle if {
	input.facts.load_balancer
	count(input.facts.selected) == 0
	not input.facts.has_endpoints
	not input.facts.made_elsewhere
	count(input.object.spec.selector) > 0
}
