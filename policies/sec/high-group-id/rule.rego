# METADATA
# scope: package
# title: Containers should run as a group of at least 10000
# description: >-
#   The effective `runAsGroup` of every container and init container should be at least `min_gid`; what a container
#   sets wins over its pod. Pods for Windows and pods with `hostUsers: false` are not judged.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#   - https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
# custom:
#   id: SEC004
#   name: high-group-id
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [SEC005]
#   message: 'container `{container}` runs as the group of its image, often group 0: neither it nor its pod sets `runAsGroup`'
#   help: 'set a `runAsGroup` of at least {0} for the container or for its pod, if the image allows it'
#   variants:
#     low:
#       message: 'container `{container}` runs as group {0}, by its own `runAsGroup`, which may be a group of the node'
#       help: set a `runAsGroup` of at least {1}, if the image allows it
#     pod:
#       message: 'the pod sets group {0}, which may be a group of the node; inherited by {2}'
#       help: set a `runAsGroup` of at least {1}, if the images allow it
#   rationale: >-
#     Low numbers belong to groups of the node, such as those of disks, of the log or of the container runtime.
#     What breaks out of a container has their rights.
#   params:
#     min_gid: 10000
#   sources:
#     - kube-score:container-security-context-user-group-id
#     - trivy:KSV-0021
#     - gatekeeper:pod-security-policy/users
package kubevet.sec.high_group_id

deny contains [container.id, ["securityContext", "runAsGroup"], [input.params.SEC004.min_gid]] if {
	not input.pod.windows
	not user_namespace
	some container in input.containers
	not container.sc.runAsGroup
	container.type != "ephemeral"
}

deny contains [container.id, ["securityContext", "runAsGroup"], [gid, input.params.SEC004.min_gid], {"variant": "low"}] if {
	not input.pod.windows
	some container in input.containers
	gid := container.c.securityContext.runAsGroup
	gid < input.params.SEC004.min_gid
	container.type != "ephemeral"
	not user_namespace
}

deny contains [-1, ["securityContext", "runAsGroup"], [gid, input.params.SEC004.min_gid, inheriting], {"variant": "pod"}] if {
	not input.pod.windows
	gid := input.pod.spec.securityContext.runAsGroup
	gid < input.params.SEC004.min_gid
	count(inheriting) > 0
	not user_namespace
}

# The containers that run as the group of the pod.
inheriting := [concat("", ["`", container.name, "`"]) |
	some container in input.containers
	not container.c.securityContext.runAsGroup
	container.type != "ephemeral"
]

# There every group of a container is a high one on the node.
user_namespace if input.pod.spec.hostUsers == false
