# METADATA
# scope: package
# title: CPU requests must be set
# description: >-
#   Every container and init container should request CPU: `resources.requests.cpu`, more than zero. A
#   `resources.limits.cpu` counts as the request where there is none, because the API server copies it; a default
#   of a LimitRange of the namespace and, from Kubernetes 1.34 on, resources of the pod count too.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - https://kubernetes.io/docs/concepts/policy/limit-range/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/
# custom:
#   id: RES001
#   name: cpu-request-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [LimitRange]
#   yields_to: [NSP005]
#   message: 'container `{container}` requests no CPU: it sets neither a request nor a limit, and no LimitRange of its namespace gives it one'
#   help: "set `resources.requests.cpu`, for example `cpu: 100m`"
#   variants:
#     zero:
#       message: 'container `{container}` requests no CPU: its request is {0}, which is kept whatever its limit is'
#       help: "set `resources.requests.cpu` to what the container needs, for example `cpu: 100m`"
#       looks_for: []
#     zero_limit:
#       message: 'container `{container}` requests no CPU: its limit of {0} is taken for the request'
#       help: "set `resources.requests.cpu` and `resources.limits.cpu` to what the container needs, for example `cpu: 100m`"
#       looks_for: []
#     of_pod:
#       message: 'container `{container}` requests no CPU: what the pod requests as a whole counts from Kubernetes 1.34 on only'
#       help: "set `resources.requests.cpu` of the container, for example `cpu: 100m`"
#   fix:
#     message: request as much as the limit, or 100m
#     applicability: unsafe
#   rationale: >-
#     The scheduler places pods by what they request. A container that requests nothing is put on nodes that are
#     full already, and gets the least share of CPU when its neighbours are busy. An autoscaler that measures CPU
#     cannot work at all without the request.
#   params:
#     include_init: true
#     honour_limitrange: true
#   sources:
#     - kube-linter:unset-cpu-requirements
#     - kube-score:container-resources
#     - polaris:cpuRequestsMissing
#     - checkov:CKV_K8S_10
#     - trivy:KSV-0015
#     - kubescape:C-0268
#     - kubescape:C-0050
#     - gatekeeper:general/containerrequests
#     - gatekeeper:general/containerresources
#     - kyverno:best-practices/require-pod-requests-limits
package kubevet.res.cpu_request_missing

deny contains [container.id, ["resources", "requests", "cpu"], [written], object.union(why(container.c), extra)] if {
	some container in input.containers
	container.type in judged_types
	not reserves(container.c)
	not given_by_pod
	extra := fix(container.c)
	written := amount(container.c)
}

# Why nothing is requested: somebody wrote zero, or nobody wrote anything.
why(container) := {"variant": "zero"} if {
	object.get(container, ["resources", "requests", "cpu"], null) != null
} else := {"variant": "zero_limit"} if {
	object.get(container, ["resources", "limits", "cpu"], null) != null
} else := {"variant": "of_pod"} if {
	set_too_early_by_pod
} else := {"related": ranges}

# The pod's own resources, which count from 1.34 on.
set_too_early_by_pod if {
	input.minor < 34
	some list in ["requests", "limits"]
	positive(input.pod.spec.resources[list].cpu)
}

amount(container) := object.get(container, ["resources", "requests", "cpu"], object.get(container, ["resources", "limits", "cpu"], 0))

ranges := [[range.id, ["spec", "limits"], text] |
	some range in input.facts.limit_ranges
	not "cpu" in range.default_requests
	text := "this LimitRange gives no default for it"
]

# A limit shows what the container may need; a limit of zero leaves no room for a request.
fix(container) := {"fix": [["set", ["resources", "requests", "cpu"], limit]]} if {
	limit := container.resources.limits.cpu
	positive(limit)
}

fix(container) := {"fix": [["set", ["resources", "requests", "cpu"], "100m"]]} if {
	object.get(container, ["resources", "limits", "cpu"], null) == null
}

fix(container) := {} if {
	limit := object.get(container, ["resources", "limits", "cpu"], null)
	limit != null
	not positive(limit)
}

judged_types := {"main", "sidecar", "init"} if input.params.RES001.include_init

judged_types := {"main", "sidecar"} if not input.params.RES001.include_init

reserves(container) if {
	positive(container.resources.requests.cpu)
}

# The API server takes a limit for the request that is not set.
reserves(container) if {
	not container.resources.requests.cpu
	positive(container.resources.limits.cpu)
}

reserves(container) if {
	not container.resources.requests.cpu
	given_by_limit_range
}

given_by_limit_range if {
	input.params.RES001.honour_limitrange
	some range in input.facts.limit_ranges
	"cpu" in range.default_requests
}

given_by_pod if {
	input.minor >= 34
	some list in ["requests", "limits"]
	positive(input.pod.spec.resources[list].cpu)
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
