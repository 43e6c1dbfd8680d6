# METADATA
# scope: package
# title: Ephemeral-storage limit should be set
# description: >-
#   Every container and init container should have a limit for ephemeral storage: `resources.limits.ephemeral-storage`,
#   more than zero and, where `max` is set, at most that. A default of a LimitRange of the namespace counts. With
#   `only_with_emptydir` only containers that mount an emptyDir on disk without a `sizeLimit` are judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/ephemeral-storage/
#   - https://kubernetes.io/docs/concepts/policy/limit-range/
# custom:
#   id: RES013
#   name: ephemeral-storage-limit-missing
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [LimitRange]
#   message: 'container `{container}` has no limit for ephemeral storage: neither it nor a LimitRange of its namespace sets more than zero'
#   help: 'set `resources.limits.ephemeral-storage`, for example `ephemeral-storage: 1Gi`'
#   variants:
#     too_much:
#       message: container `{container}` may use {0} of ephemeral storage, more than {1}
#       help: 'set `resources.limits.ephemeral-storage` to {1} or less'
#       looks_for: []
#   rationale: >-
#     Logs, the writable layer and emptyDir volumes fill the disk of the node. Without a limit one pod can fill it for
#     all; the kubelet then evicts pods, and not only the one that caused it.
#   params:
#     max: ""
#     only_with_emptydir: false
#   sources:
#     - kube-score:container-ephemeral-storage-request-and-limit
#     - gatekeeper:general/ephemeralstoragelimit
#     - kyverno:other/require-emptydir-requests-limits
package kubevet.res.ephemeral_storage_limit_missing

deny contains [container.id, ["resources", "limits", "ephemeral-storage"], []] if {
	some container in input.containers
	container.type in judged_types
	not limited(container.c)
	judged(container.c)
}

deny contains [container.id, ["resources", "limits", "ephemeral-storage"], [limit, most], {"variant": "too_much"}] if {
	most := input.params.RES013.max
	most != ""
	some container in input.containers
	container.type in judged_types
	limit := container.c.resources.limits["ephemeral-storage"]
	amount(limit) > amount(most)
	judged(container.c)
}

judged_types := {"main", "sidecar", "init"}

limited(container) if amount(container.resources.limits["ephemeral-storage"]) > 0

limited(container) if {
	not container.resources.limits["ephemeral-storage"]
	some range in input.facts.limit_ranges
	"ephemeral-storage" in range.default_limits
}

judged(_) if not input.params.RES013.only_with_emptydir

judged(container) if {
	some mount in container.volumeMounts
	some volume in input.pod.spec.volumes
	volume.name == mount.name
	volume.emptyDir
	not volume.emptyDir.medium == "Memory"
	not volume.emptyDir.sizeLimit
}

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
