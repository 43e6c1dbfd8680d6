# METADATA
# scope: package
# title: A limit must not be lower than its request
# description: >-
#   In the pods of custom resources (a Rollout, a Workflow), no request of a container, init container or ephemeral
#   container may be more than its limit for the same resource. For huge pages and for resources of devices, such as
#   `nvidia.com/gpu`, both must be equal. From Kubernetes 1.34 on, this holds for the resources of a pod as a whole
#   too. For the kinds of Kubernetes itself the API server says so, and this rule is silent.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - https://kubernetes.io/docs/tasks/manage-hugepages/scheduling-hugepages/
# custom:
#   id: RES016
#   name: limit-below-request
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` requests {1} of `{0}`, which is more than its limit of {2}'
#   help: 'set `requests.{0}` to {2} or less, or raise `limits.{0}` to {1}'
#   variants:
#     fixed:
#       message: 'container `{container}` requests {1} of `{0}`, but its limit is {2}'
#       help: 'set `requests.{0}` and `limits.{0}` to the same amount: this resource cannot be overcommitted'
#     pod:
#       message: 'the pod requests {1} of `{0}`, which is more than its limit of {2}'
#       help: 'set `requests.{0}` to {2} or less, or raise `limits.{0}` to {1}'
#     pod_fixed:
#       message: 'the pod requests {1} of `{0}`, but its limit is {2}'
#       help: 'set `requests.{0}` and `limits.{0}` to the same amount: this resource cannot be overcommitted'
#   rationale: >-
#     The API server refuses such a pod, but not a custom resource that holds it. There nobody notices before the
#     operator tries to make the pods, and then none of them starts.
package kubevet.res.limit_below_request

deny contains [container.id, ["resources", "requests", name], [name, request, limit]] if {
	some container in input.containers
	some name, request in container.c.resources.requests
	limit := container.c.resources.limits[name]
	not fixed(name)
	below(limit, request)
	not left_to_server
}

deny contains [container.id, ["resources", "requests", name], [name, request, limit], {"variant": "fixed"}] if {
	some container in input.containers
	some name, request in container.c.resources.requests
	limit := container.c.resources.limits[name]
	fixed(name)
	amount(limit) != amount(request)
	not left_to_server
}

deny contains [-1, ["resources", "requests", name], [name, request, limit], {"variant": "pod"}] if {
	input.minor >= 34
	some name, request in input.pod.spec.resources.requests
	limit := input.pod.spec.resources.limits[name]
	not fixed(name)
	below(limit, request)
	not left_to_server
}

deny contains [-1, ["resources", "requests", name], [name, request, limit], {"variant": "pod_fixed"}] if {
	input.minor >= 34
	some name, request in input.pod.spec.resources.requests
	limit := input.pod.spec.resources.limits[name]
	fixed(name)
	amount(limit) != amount(request)
	not left_to_server
}

# The API server itself refuses such pods of Kubernetes' own kinds, which is told with what it says.
left_to_server if not contains(input.group, ".")

left_to_server if endswith(input.group, ".k8s.io")

# Resources that come in whole pieces, which nobody shares.
fixed(name) if startswith(name, "hugepages-")

fixed(name) if {
	contains(name, "/")
	not contains(name, "kubernetes.io/")
}

# The same amount in two units, such as `0.1Gi` and `102.4Mi`, may differ in the last digit.
below(limit, request) if amount(limit) < amount(request) * 0.999999999

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
