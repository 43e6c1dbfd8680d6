# METADATA
# scope: package
# title: Memory limits must be set
# description: >-
#   Every container and init container should have a memory limit: `resources.limits.memory`, more than zero. A
#   default of a LimitRange of the namespace counts and, from Kubernetes 1.34 on, a limit of the pod.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - https://kubernetes.io/docs/concepts/policy/limit-range/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/
# custom:
#   id: RES003
#   name: memory-limit-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [LimitRange]
#   yields_to: [NSP005]
#   message: 'container `{container}` has no memory limit: neither it nor a LimitRange of its namespace sets one'
#   help: "set `resources.limits.memory`, for example `memory: 512Mi`"
#   variants:
#     zero:
#       message: 'container `{container}` has no memory limit: {0} means none'
#       help: "set `resources.limits.memory` to what the container may need, for example `memory: 512Mi`"
#       looks_for: []
#     of_pod:
#       message: 'container `{container}` has no memory limit: that of the pod as a whole counts from Kubernetes 1.34 on only'
#       help: "set `resources.limits.memory` of the container, for example `memory: 512Mi`"
#   fix:
#     message: limit the memory to what is requested, or to 512Mi
#     applicability: unsafe
#   rationale: >-
#     A container without a memory limit that leaks takes the memory of the whole node. The kernel then kills
#     processes of other pods on it too, and the node may stop answering.
#   params:
#     include_init: true
#     honour_limitrange: true
#   sources:
#     - kube-linter:unset-memory-requirements
#     - kube-score:container-resources
#     - polaris:memoryLimitsMissing
#     - checkov:CKV_K8S_13
#     - trivy:KSV-0018
#     - kubescape:C-0271
#     - kubescape:C-0004
#     - kubescape:C-0009
#     - gatekeeper:general/containerlimits
#     - gatekeeper:general/containerresources
#     - kyverno:best-practices/require-pod-requests-limits
package kubevet.res.memory_limit_missing

deny contains [container.id, path, [written], object.union(why(container.c), {"fix": [["set", path, limit]]})] if {
	some container in input.containers
	container.type in judged_types
	not limited(container.c)
	not given_by_pod
	limit := limit_for(object.get(container.c, ["resources", "requests", "memory"], 0))
	written := object.get(container.c, path, 0)
}

path := ["resources", "limits", "memory"]

# Why there is no limit: somebody wrote zero, or nobody wrote anything.
why(container) := {"variant": "zero"} if {
	object.get(container, ["resources", "limits", "memory"], null) != null
} else := {"variant": "of_pod"} if {
	input.minor < 34
	positive(input.pod.spec.resources.limits.memory)
} else := {"related": ranges}

ranges := [[range.id, ["spec", "limits"], text] |
	some range in input.facts.limit_ranges
	not "memory" in range.default_limits
	text := "this LimitRange gives no default for it"
]

# What is requested is what is known to be needed.
limit_for(request) := request if positive(request)

limit_for(request) := "512Mi" if not positive(request)

judged_types := {"main", "sidecar", "init"} if input.params.RES003.include_init

judged_types := {"main", "sidecar"} if not input.params.RES003.include_init

limited(container) if {
	positive(container.resources.limits.memory)
}

limited(container) if {
	not container.resources.limits.memory
	given_by_limit_range
}

given_by_limit_range if {
	input.params.RES003.honour_limitrange
	some range in input.facts.limit_ranges
	"memory" in range.default_limits
}

given_by_pod if {
	input.minor >= 34
	positive(input.pod.spec.resources.limits.memory)
}

# More than nothing, in whatever unit: not `0`, `0m` or `0.0Gi`.
positive(amount) if {
	is_number(amount)
	amount > 0
}

positive(amount) if {
	is_string(amount)
	not startswith(amount, "0")
}

positive(amount) if {
	is_string(amount)
	startswith(amount, "0")
	rest := trim_left(amount, "0.")
	substring(rest, 0, 1) in digits
}

digits := {"1", "2", "3", "4", "5", "6", "7", "8", "9"}
