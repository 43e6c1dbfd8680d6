# METADATA
# scope: package
# title: CPU limits should be set
# description: >-
#   Every container and init container should have a CPU limit: `resources.limits.cpu`, more than zero. A default
#   of a LimitRange of the namespace counts and, from Kubernetes 1.34 on, a limit of the pod.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - https://kubernetes.io/docs/concepts/policy/limit-range/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/
# custom:
#   id: RES004
#   name: cpu-limit-missing
#   severity: info
#   profile: off
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [LimitRange]
#   yields_to: [NSP005]
#   message: 'container `{container}` has no CPU limit: neither it nor a LimitRange of its namespace sets one'
#   help: 'set `resources.limits.cpu`, for example `cpu: "1"`'
#   variants:
#     zero:
#       message: 'container `{container}` has no CPU limit: {0} means none'
#       help: 'set `resources.limits.cpu` to what the container may need, for example `cpu: "1"`'
#       looks_for: []
#     of_pod:
#       message: 'container `{container}` has no CPU limit: that of the pod as a whole counts from Kubernetes 1.34 on only'
#       help: 'set `resources.limits.cpu` of the container, for example `cpu: "1"`'
#   fix:
#     message: limit the CPU to one core
#     applicability: unsafe
#   rationale: >-
#     Without a limit, a container may use all CPU that its node has to spare, so it behaves differently from node
#     to node. On shared clusters with hard promises a limit keeps tenants apart. It also slows the container down
#     while the node is idle, so many teams go without: this rule reports only when it is selected.
#   sources:
#     - kube-score:container-resources
#     - polaris:cpuLimitsMissing
#     - checkov:CKV_K8S_11
#     - trivy:KSV-0011
#     - kubescape:C-0270
#     - kubescape:C-0050
#     - kubescape:C-0009
#     - gatekeeper:general/containerlimits
#     - gatekeeper:general/containerresources
#     - kyverno:other/require-cpu-limits
package kubevet.res.cpu_limit_missing

deny contains [container.id, path, [written], object.union(why(container.c), extra)] if {
	some container in input.containers
	container.type in judged_types
	not limited(container.c)
	not given_by_pod
	extra := fix(object.get(container.c, ["resources", "requests", "cpu"], 0))
	written := object.get(container.c, path, 0)
}

path := ["resources", "limits", "cpu"]

# Why there is no limit: somebody wrote zero, or nobody wrote anything.
why(container) := {"variant": "zero"} if {
	object.get(container, ["resources", "limits", "cpu"], null) != null
} else := {"variant": "of_pod"} if {
	input.minor < 34
	positive(input.pod.spec.resources.limits.cpu)
} else := {"related": ranges}

ranges := [[range.id, ["spec", "limits"], text] |
	some range in input.facts.limit_ranges
	not "cpu" in range.default_limits
	text := "this LimitRange gives no default for it"
]

# One core, unless more is requested: then nobody knows how much more it should be.
fix(request) := {"fix": [["set", ["resources", "limits", "cpu"], "1"]]} if at_most_one(request)

fix(request) := {} if not at_most_one(request)

at_most_one(request) if {
	is_number(request)
	request <= 1
}

at_most_one(request) if {
	is_string(request)
	regex.match(`^(0*[0-9]{1,3}m|0*1000m|0*[01]|0?\.[0-9]{1,6})$`, request)
}

judged_types := {"main", "sidecar", "init"}

limited(container) if {
	positive(container.resources.limits.cpu)
}

limited(container) if {
	not container.resources.limits.cpu
	given_by_limit_range
}

given_by_limit_range if {
	some range in input.facts.limit_ranges
	"cpu" in range.default_limits
}

given_by_pod if {
	input.minor >= 34
	positive(input.pod.spec.resources.limits.cpu)
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
