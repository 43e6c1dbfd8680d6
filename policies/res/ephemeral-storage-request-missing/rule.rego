# METADATA
# scope: package
# title: Ephemeral-storage request should be set
# description: >-
#   Every container and init container should request ephemeral storage: `resources.requests.ephemeral-storage`, more than
#   zero. A limit counts as the request where there is none, and so does a default of a LimitRange of the namespace.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/ephemeral-storage/
#   - https://kubernetes.io/docs/concepts/policy/limit-range/
# custom:
#   id: RES012
#   name: ephemeral-storage-request-missing
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [LimitRange]
#   message: 'container `{container}` requests no ephemeral storage: neither it nor a LimitRange of its namespace sets more than zero'
#   help: 'set `resources.requests.ephemeral-storage`, for example `ephemeral-storage: 256Mi`'
#   rationale: >-
#     Logs, the writable layer and emptyDir volumes lie on the disk of the node. The scheduler puts pods where there is room
#     for what they request; those that request nothing are packed together until the disk is full, and are evicted first.
#   sources:
#     - kube-score:container-ephemeral-storage-request-and-limit
package kubevet.res.ephemeral_storage_request_missing

deny contains [container.id, ["resources", "requests", "ephemeral-storage"], []] if {
	some container in input.containers
	container.type != "ephemeral"
	not reserves(container.c)
}

reserves(container) if amount(container.resources.requests["ephemeral-storage"]) > 0

# The API server takes a limit for the request that is not set.
reserves(container) if {
	not container.resources.requests["ephemeral-storage"]
	amount(container.resources.limits["ephemeral-storage"]) > 0
}

reserves(container) if {
	not container.resources.requests["ephemeral-storage"]
	some range in input.facts.limit_ranges
	"ephemeral-storage" in range.default_requests
}

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
