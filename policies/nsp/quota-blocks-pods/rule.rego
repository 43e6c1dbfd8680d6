# METADATA
# scope: package
# title: Quota needs requests on every pod
# description: >-
#   Where a ResourceQuota of the namespace counts requests or limits of CPU or memory, every container and init container
#   should set them, a limit counting as request, or get them from a LimitRange of the namespace, or the pod should
#   set them for all its containers together. A quota with scopes asks this only of the pods it is for: of its priority
#   classes, with or without a deadline, best-effort or not.
# related_resources:
#   - https://kubernetes.io/docs/concepts/policy/resource-quotas/
# custom:
#   id: NSP005
#   name: quota-blocks-pods
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [LimitRange]
#   message: "container `{container}` sets no {0}, so ResourceQuota `{1}` of namespace `{namespace}` keeps its pods out"
#   help: "set `resources.{0}`, or add a LimitRange to the namespace that gives containers a default"
#   rationale: >-
#     The API server refuses pods that a quota cannot count. The Deployment itself is accepted, so that nothing fails
#     visibly: there are just no pods, and on the next rollout no new ones.
package kubevet.nsp.quota_blocks_pods

deny contains [container.id, ["resources", part, resource], [what, quota], extra] if {
	some [part, resource] in demanded
	not given_by_range(part, resource)
	not given_by_pod(part, resource)
	some container in input.containers
	container.type != "ephemeral"
	not sets(container.c, part, resource)
	what := concat(".", [part, resource])
	[id, key, quota] := min(counting(part, resource))
	extra := {"related": [[id, ["spec", "hard", key], "the quota counts it here"]]}
}

demanded contains value if {
	some quota in input.facts.resource_quotas
	some key in quota.hard
	value := counted[key]
}

# The quotas that count a value, and the key by which they do.
counting(part, resource) := {[quota.id, key, quota.name] |
	some quota in input.facts.resource_quotas
	some key in quota.hard
	counted[key] == [part, resource]
}

counted := {
	"cpu": ["requests", "cpu"],
	"requests.cpu": ["requests", "cpu"],
	"limits.cpu": ["limits", "cpu"],
	"memory": ["requests", "memory"],
	"requests.memory": ["requests", "memory"],
	"limits.memory": ["limits", "memory"],
}

sets(holder, part, resource) if holder.resources[part][resource]

sets(holder, "requests", resource) if holder.resources.limits[resource]

given_by_range("requests", resource) if {
	some range in input.facts.limit_ranges
	resource in range.default_requests
}

given_by_range("limits", resource) if {
	some range in input.facts.limit_ranges
	resource in range.default_limits
}

given_by_pod(part, resource) if sets(input.pod.spec, part, resource)
