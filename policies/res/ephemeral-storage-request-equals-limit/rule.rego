# METADATA
# scope: package
# title: Ephemeral-storage request should equal its limit
# description: >-
#   A container or init container that sets both a request and a limit of ephemeral storage should set them to the
#   same amount, however written. One of the two alone is left to other rules.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# custom:
#   id: RES014
#   name: ephemeral-storage-request-equals-limit
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [RES012]
#   message: 'container `{container}` requests {0} of ephemeral storage, but may use {1}'
#   help: 'set `requests.ephemeral-storage` and `limits.ephemeral-storage` to one amount'
#   rationale: >-
#     The scheduler fills nodes by requests alone. What containers use beyond them was promised to nobody, and is
#     missing when all want it at once.
#   sources:
#     - kube-score:container-ephemeral-storage-request-equals-limit
package kubevet.res.ephemeral_storage_request_equals_limit

deny contains [container.id, ["resources", "requests", "ephemeral-storage"], [request, limit]] if {
	some container in input.containers
	container.type != "ephemeral"
	request := container.c.resources.requests["ephemeral-storage"]
	limit := container.c.resources.limits["ephemeral-storage"]
	amount(request) < amount(limit)
}

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
