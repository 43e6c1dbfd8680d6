# METADATA
# scope: package
# title: Workloads reachable from the internet
# description: >-
#   A report of the workloads that traffic from outside of the cluster can reach: by a Service of type NodePort or
#   LoadBalancer that selects their pods, or by a Service behind an Ingress, a route of the Gateway API, a Route of
#   OpenShift, or a VirtualService of Istio at a gateway. It is information, not a fault.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
#   - https://kubernetes.io/docs/concepts/services-networking/gateway/
# custom:
#   id: NET035
#   name: exposed-workload-chain
#   severity: info
#   profile: off
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: "{kind} `{name}` can be reached from outside through {0}"
#   help: look whether that is meant; if not, make its Service one of type ClusterIP, or take it out of what leads there
#   rationale: >-
#     What can be reached from outside is attacked first. It deserves the strictest settings, and the list should hold
#     no surprise.
#   sources:
#     - kubescape:C-0256
#     - kubescape:C-0266
package kubevet.net.exposed_workload_chain

deny contains [-2, [], [fronts], {"related": related}] if {
	some _ in input.facts.exposed_by
	fronts := [concat("", [front.kind, " `", front.name, "`"]) | some front in input.facts.exposed_by]
	to := [[front.id, ["spec"], "lets traffic in"] | some front in array.slice(input.facts.exposed_by, 0, 3)]
	ids := {front.id | some front in input.facts.exposed_by}
	behind := [[service.id, ["spec", "selector"], "leads to the pods"] | some service in input.facts.services; not service.id in ids]
	related := array.concat(to, array.slice(behind, 0, 3))
}
