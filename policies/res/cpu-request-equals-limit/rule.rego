# METADATA
# scope: package
# title: CPU request should equal its limit
# description: >-
#   A container or init container that sets both a request and a limit of CPU should set them to the same amount,
#   however written. One of the two alone is left to other rules.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# custom:
#   id: RES009
#   name: cpu-request-equals-limit
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [RES001]
#   message: 'container `{container}` requests {0} of CPU, but may use {1}'
#   help: 'set `requests.cpu` and `limits.cpu` to one amount'
#   fix:
#     message: 'raise the request to {1}'
#     applicability: unsafe
#   rationale: >-
#     The scheduler fills nodes by requests alone. What containers use beyond them was promised to nobody, and is
#     missing when all want it at once.
#   sources:
#     - kube-score:container-cpu-requests-equal-limits
#     - kube-score:container-resource-requests-equal-limits
package kubevet.res.cpu_request_equals_limit

deny contains [container.id, ["resources", "requests", "cpu"], [request, limit], extra] if {
	some container in input.containers
	container.type != "ephemeral"
	request := container.c.resources.requests.cpu
	limit := container.c.resources.limits.cpu
	amount(request) < amount(limit)
	extra := {"fix": [["set", ["resources", "requests", "cpu"], limit]]}
}

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
