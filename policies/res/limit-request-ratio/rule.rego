# METADATA
# scope: package
# title: Limits must not exceed requests by more than a ratio
# description: >-
#   Where a container or init container has both a request and a limit, the limit should be at most `max_ratio_memory` times
#   the request for memory, and `max_ratio_cpu` times for CPU.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
# custom:
#   id: RES007
#   name: limit-request-ratio
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` may use {2} of `{0}`, more than {3} times its request of {1}'
#   help: 'raise `requests.{0}` to what the container needs, or lower `limits.{0}` to at most {3} times the request'
#   rationale: >-
#     The scheduler counts requests only. When limits are far above them, nodes are promised several times over: memory runs
#     out and pods are killed, or everything becomes slow together, just when there is most to do.
#   params:
#     max_ratio_memory: 2
#     max_ratio_cpu: 10
#   sources:
#     - gatekeeper:general/containerresourceratios
#     - kyverno:other/enforce-resources-as-ratio
package kubevet.res.limit_request_ratio

deny contains [container.id, ["resources", "limits", name], [name, request, limit, ratio]] if {
	some container in input.containers
	container.type != "ephemeral"
	requests := container.c.resources.requests
	some name, limit in container.c.resources.limits
	ratio := ratios[name]
	request := requests[name]
	amount(request) > 0
	amount(limit) > (amount(request) * ratio) * 1.000000001
}

ratios := {"memory": input.params.RES007.max_ratio_memory, "cpu": input.params.RES007.max_ratio_cpu}

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
