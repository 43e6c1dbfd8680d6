# METADATA
# scope: package
# title: Memory request should equal its limit
# description: >-
#   A container or init container that requests memory should have a limit of the same amount. A limit alone is taken for the
#   request, and so passes, as does a request below the limit of the whole pod from Kubernetes 1.34 on, or beside a default
#   limit of a LimitRange of the namespace. A limit below the request is left to RES016 and
#   to the API server.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# custom:
#   id: RES008
#   name: memory-request-equals-limit
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [LimitRange]
#   yields_to: [RES002]
#   message: container `{container}` requests {0} of memory, but may use {1}
#   help: 'set `requests.memory` to {1}, or lower `limits.memory` to {0}'
#   variants:
#     unlimited:
#       message: container `{container}` requests {0} of memory, but may use all that its node has
#       help: 'set `limits.memory` to {0}, or to what the container needs, and the request with it'
#   fix:
#     message: 'raise the request for memory to its limit, {1}'
#     applicability: unsafe
#   rationale: >-
#     Memory cannot be taken back from a process. What lies between request and limit is memory that nobody has put aside:
#     when it is needed and the node has none, a container is killed, and often another one than the one that grew.
#   sources:
#     - kube-score:container-memory-requests-equal-limits
#     - kube-score:container-resource-requests-equal-limits
#     - kyverno:other/memory-requests-equal-limits
package kubevet.res.memory_request_equals_limit

deny contains [container.id, path, [request, limit], {"fix": [["set", path, limit]]}] if {
	some container in input.containers
	container.type != "ephemeral"
	request := container.c.resources.requests.memory
	limit := container.c.resources.limits.memory
	amount(request) * 1.000000001 < amount(limit)
}

deny contains [container.id, path, [request], {"variant": "unlimited"}] if {
	some container in input.containers
	container.type != "ephemeral"
	request := container.c.resources.requests.memory
	amount(request) > 0
	not container.c.resources.limits.memory
	not limited_by_pod
	not given_by_limit_range
}

path := ["resources", "requests", "memory"]

given_by_limit_range if {
	some range in input.facts.limit_ranges
	"memory" in range.default_limits
}

limited_by_pod if {
	input.minor >= 34
	input.pod.spec.resources.limits.memory
}

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
