# METADATA
# scope: package
# title: Memory requests must be set
# description: >-
#   Every container and init container should request memory: `resources.requests.memory`, more than zero. A
#   `resources.limits.memory` counts as the request where there is none, because the API server copies it; a
#   default of a LimitRange of the namespace and, from Kubernetes 1.34 on, resources of the pod count too.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - https://kubernetes.io/docs/concepts/policy/limit-range/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/
# custom:
#   id: RES002
#   name: memory-request-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [LimitRange]
#   yields_to: [NSP005]
#   message: 'container `{container}` requests no memory: it sets neither a request nor a limit, and no LimitRange of its namespace gives it one'
#   help: "set `resources.requests.memory`, for example `memory: 128Mi`"
#   variants:
#     zero:
#       message: 'container `{container}` requests no memory: its request is {0}, which is kept whatever its limit is'
#       help: "set `resources.requests.memory` to what the container needs, for example `memory: 128Mi`"
#       looks_for: []
#     zero_limit:
#       message: 'container `{container}` requests no memory: its limit of {0} is taken for the request'
#       help: "set `resources.requests.memory` and `resources.limits.memory` to what the container needs, for example `memory: 128Mi`"
#       looks_for: []
#     of_pod:
#       message: 'container `{container}` requests no memory: what the pod requests as a whole counts from Kubernetes 1.34 on only'
#       help: "set `resources.requests.memory` of the container, for example `memory: 128Mi`"
#   fix:
#     message: request as much as the limit
#     applicability: unsafe
#   rationale: >-
#     The scheduler places pods by what they request. Pods that request no memory are packed onto nodes until one
#     of them runs out, and then the kubelet evicts first those that use more than they requested, which is these.
#   params:
#     include_init: true
#     honour_limitrange: true
#   sources:
#     - kube-score:container-resources
#     - polaris:memoryRequestsMissing
#     - checkov:CKV_K8S_12
#     - trivy:KSV-0016
#     - kubescape:C-0269
#     - kubescape:C-0004
#     - gatekeeper:general/containerrequests
#     - gatekeeper:general/containerresources
#     - kyverno:best-practices/require-pod-requests-limits
package kubevet.res.memory_request_missing

deny contains [container.id, ["resources", "requests", "memory"], [written], object.union(why(container.c), extra)] if {
	some container in input.containers
	container.type in judged_types
	not reserves(container.c)
	not given_by_pod
	extra := fix(container.c)
	written := amount(container.c)
}

# Why nothing is requested: somebody wrote zero, or nobody wrote anything.
why(container) := {"variant": "zero"} if {
	object.get(container, ["resources", "requests", "memory"], null) != null
} else := {"variant": "zero_limit"} if {
	object.get(container, ["resources", "limits", "memory"], null) != null
} else := {"variant": "of_pod"} if {
	set_too_early_by_pod
} else := {"related": ranges}

# The pod's own resources, which count from 1.34 on.
set_too_early_by_pod if {
	input.minor < 34
	some list in ["requests", "limits"]
	positive(input.pod.spec.resources[list].memory)
}

amount(container) := object.get(container, ["resources", "requests", "memory"], object.get(container, ["resources", "limits", "memory"], 0))

ranges := [[range.id, ["spec", "limits"], text] |
	some range in input.facts.limit_ranges
	not "memory" in range.default_requests
	text := "this LimitRange gives no default for it"
]

# A limit shows what the container may need. Without one nobody knows.
fix(container) := {"fix": [["set", ["resources", "requests", "memory"], limit]]} if {
	limit := object.get(container, ["resources", "limits", "memory"], 0)
	positive(limit)
}

fix(container) := {} if {
	limit := object.get(container, ["resources", "limits", "memory"], 0)
	not positive(limit)
}

judged_types := {"main", "sidecar", "init"} if input.params.RES002.include_init

judged_types := {"main", "sidecar"} if not input.params.RES002.include_init

reserves(container) if {
	positive(container.resources.requests.memory)
}

# The API server takes a limit for the request that is not set.
reserves(container) if {
	not container.resources.requests.memory
	positive(container.resources.limits.memory)
}

reserves(container) if {
	not container.resources.requests.memory
	given_by_limit_range
}

given_by_limit_range if {
	input.params.RES002.honour_limitrange
	some range in input.facts.limit_ranges
	"memory" in range.default_requests
}

given_by_pod if {
	input.minor >= 34
	some list in ["requests", "limits"]
	positive(input.pod.spec.resources[list].memory)
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
