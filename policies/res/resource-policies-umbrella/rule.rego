# METADATA
# scope: package
# title: CPU and memory should have a request and a limit each
# description: >-
#   Every container and init container should have a request and a limit for CPU and for memory, each more than zero. A
#   limit counts as the request where there is none; defaults of a LimitRange of the namespace and, from Kubernetes 1.34
#   on, resources of the pod count too. RES001 to RES004 report the same one by one.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - https://kubernetes.io/docs/concepts/policy/limit-range/
# custom:
#   id: RES020
#   name: resource-policies-umbrella
#   severity: info
#   profile: off
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [LimitRange]
#   yields_to: [RES001, RES002, RES003, RES004]
#   message: container `{container}` lacks {0}
#   help: set {0} under its `resources`
#   rationale: >-
#     With requests the scheduler knows what a pod needs, with limits its neighbours are safe from it. Some tools report
#     all of it as one check; this rule lets teams that come from them keep one finding for each container.
#   sources:
#     - kube-score:container-resources
#     - kubescape:C-0009
#     - kyverno:best-practices/require-pod-requests-limits
package kubevet.res.resource_policies_umbrella

deny contains [container.id, ["resources"], [lacking]] if {
	some container in input.containers
	container.type in {"main", "sidecar", "init"}
	lacking := [concat(".", [list, name]) |
		some list in ["requests", "limits"]
		some name in ["cpu", "memory"]
		not given(container.c, list, name)
	]
	count(lacking) > 0
}

given(container, list, name) if positive(container.resources[list][name])

# The API server takes a limit for the request that is not set.
given(container, list, name) if {
	list == "requests"
	not container.resources.requests[name]
	positive(container.resources.limits[name])
}

given(container, list, name) if {
	not container.resources[list][name]
	some range in input.facts.limit_ranges
	name in defaults(range, list)
}

given(_, list, name) if {
	input.minor >= 34
	positive(input.pod.spec.resources[list][name])
}

given(_, list, name) if {
	list == "requests"
	input.minor >= 34
	positive(input.pod.spec.resources.limits[name])
}

defaults(range, list) := range.default_requests if list == "requests"

defaults(range, list) := range.default_limits if list == "limits"

positive(quantity) if {
	is_number(quantity)
	quantity > 0
}

positive(quantity) if {
	is_string(quantity)
	units.parse(quantity) > 0
}
