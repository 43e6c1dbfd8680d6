# METADATA
# scope: package
# title: CPU limits should not be set
# description: >-
#   Containers and init containers should set no `limits.cpu`. A limit equal to the request of whole processors
#   passes: that is how the static CPU manager gives a container processors of its own.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - https://kubernetes.io/docs/tasks/administer-cluster/cpu-management-policies/
# custom:
#   id: RES005
#   name: cpu-limit-forbidden
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` is slowed down at {0} of CPU, even when its node is idle'
#   help: 'remove `limits.cpu`, and set a request that fits'
#   fix:
#     message: 'remove the limit for CPU'
#     applicability: unsafe
#   rationale: >-
#     A request already shares processors fairly among those that want them. A limit takes away what nobody else
#     wants, and shows as slow answers that no metric of the program explains.
#   sources:
#     - kyverno:other/forbid-cpu-limits
package kubevet.res.cpu_limit_forbidden

deny contains [container.id, ["resources", "limits", "cpu"], [limit], {"key": true, "fix": fix}] if {
	some container in input.containers
	container.type != "ephemeral"
	limit := container.c.resources.limits.cpu
	limits(limit)
	request := object.get(container.c.resources, ["requests", "cpu"], limit)
	not has_processors_of_its_own(limit, request)
	fix := [["remove", ["resources", "limits", "cpu"]]]
}

has_processors_of_its_own(limit, request) if {
	amount(limit) == amount(request)
	amount(limit) == floor(amount(limit))
}

# Zero is no limit.
limits(limit) if amount(limit) > 0

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
