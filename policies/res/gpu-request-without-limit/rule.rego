# METADATA
# scope: package
# title: Extended resources must be given as limits
# description: >-
#   In the pods of custom resources (a Rollout, a Workflow), whatever a container requests of a device's resource (a name
#   with a slash, such as `nvidia.com/gpu`) or of huge pages must stand under its limits too. Limits that differ from
#   the request are left to RES016, and the kinds of Kubernetes itself to the API server.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources
#   - https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
# custom:
#   id: RES019
#   name: gpu-request-without-limit
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` requests {1} of `{0}` without a limit
#   help: 'write `{0}: {1}` under `resources.limits`; the request may go, as it follows the limit'
#   fix:
#     message: 'copy the request for `{0}` to the limits'
#     applicability: safe
#   rationale: >-
#     A device cannot be shared out twice, so Kubernetes asks for the limit and takes it for the request. The API server
#     refuses a pod that has the request alone; in a custom resource the mistake shows only when no pod comes up.
package kubevet.res.gpu_request_without_limit

deny contains [container.id, path, [name, request], {"fix": [["set", path, request]]}] if {
	some container in input.containers
	some name, request in container.c.resources.requests
	fixed(name)
	not container.c.resources.limits[name]
	not left_to_server
	path := ["resources", "limits", name]
}

# The API server itself refuses such pods of Kubernetes' own kinds, which is told with what it says.
left_to_server if not contains(input.group, ".")

left_to_server if endswith(input.group, ".k8s.io")

fixed(name) if startswith(name, "hugepages-")

fixed(name) if {
	contains(name, "/")
	not contains(name, "kubernetes.io/")
}
