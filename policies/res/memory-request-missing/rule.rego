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
#   message: container `{container}` requests no memory
#   help: "set `resources.requests.memory`, for example `memory: 128Mi`"
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

deny contains [container.id, ["resources", "requests", "memory"], [], extra] if {
	some container in input.containers
	container.type in judged_types
	not reserves(container.c)
	not given_by_pod
	extra := fix(container.c)
}

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
