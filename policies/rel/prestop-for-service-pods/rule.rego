# METADATA
# scope: package
# title: Pods behind a load balancer should drain
# description: >-
#   The main containers and sidecars of pods that a Service selects should have a `preStop` hook, so that they go on
#   serving until nobody sends them requests any more. A pod that may take no time to end (`terminationGracePeriodSeconds:
#   0`) cannot drain and is left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
#   - https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
#   - https://kubernetes.io/docs/tutorials/services/pods-and-endpoint-termination-flow/
# custom:
#   id: REL031
#   name: prestop-for-service-pods
#   severity: info
#   profile: off
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: "container `{container}`, behind {0}, has no `preStop` hook"
#   help: "let it wait until nobody sends requests any more: `lifecycle: {preStop: {sleep: {seconds: 5}}}`"
#   rationale: >-
#     When a pod ends, its containers are told at once, but load balancers and nodes hear of it later. Requests that come
#     in between fail.
package kubevet.rel.prestop_for_service_pods

deny contains [container.id, ["lifecycle", "preStop"], [fronts], {"related": related}] if {
	some _ in input.facts.services
	not input.kind in {"Job", "CronJob"}
	not input.pod.spec.terminationGracePeriodSeconds == 0
	some container in input.containers
	container.type in {"main", "sidecar"}
	not container.c.lifecycle.preStop
	fronts := [concat("", ["Service `", service.name, "`"]) | some service in array.slice(input.facts.services, 0, 3)]
	related := [[service.id, ["spec", "selector"], "selects the pods"] | some service in array.slice(input.facts.services, 0, 3)]
}
