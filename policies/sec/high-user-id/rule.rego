# METADATA
# scope: package
# title: Containers should run as a user of at least 10000
# description: >-
#   The effective `runAsUser` of every container and init container should be at least `min_uid`; what a container
#   sets wins over its pod. Pods for Windows and pods with `hostUsers: false` are not judged.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#   - https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
# custom:
#   id: SEC003
#   name: high-user-id
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [SEC002]
#   message: 'container `{container}` runs as the user of its image: neither it nor its pod sets `runAsUser`'
#   help: 'set a `runAsUser` of at least {0} for the container or for its pod, if the image allows it'
#   variants:
#     low:
#       message: 'container `{container}` runs as user {0}, by its own `runAsUser`, which may be somebody on the node'
#       help: set a `runAsUser` of at least {1}, if the image allows it
#     pod:
#       message: 'the pod sets user {0}, which may be somebody on the node; inherited by {2}'
#       help: set a `runAsUser` of at least {1}, if the images allow it
#   rationale: >-
#     Low numbers belong to users of the node. What breaks out of a container, or writes to a folder of the node,
#     then has the rights of one of them.
#   params:
#     min_uid: 10000
#   sources:
#     - kube-score:container-security-context-user-group-id
#     - checkov:CKV_K8S_40
#     - trivy:KSV-0020
#     - gatekeeper:pod-security-policy/users
#     - kyverno:other/restrict-usergroup-fsgroup-id
package kubevet.sec.high_user_id

deny contains [container.id, ["securityContext", "runAsUser"], [input.params.SEC003.min_uid]] if {
	not input.pod.windows
	not user_namespace
	some container in input.containers
	not container.sc.runAsUser
	container.type != "ephemeral"
}

deny contains [container.id, ["securityContext", "runAsUser"], [uid, input.params.SEC003.min_uid], {"variant": "low"}] if {
	not input.pod.windows
	some container in input.containers
	uid := container.c.securityContext.runAsUser
	uid < input.params.SEC003.min_uid
	container.type != "ephemeral"
	not user_namespace
}

deny contains [-1, ["securityContext", "runAsUser"], [uid, input.params.SEC003.min_uid, inheriting], {"variant": "pod"}] if {
	not input.pod.windows
	uid := input.pod.spec.securityContext.runAsUser
	uid < input.params.SEC003.min_uid
	count(inheriting) > 0
	not user_namespace
}

# The containers that run as the user of the pod.
inheriting := [concat("", ["`", container.name, "`"]) |
	some container in input.containers
	not container.c.securityContext.runAsUser
	container.type != "ephemeral"
]

# There every user of a container is a high one on the node.
user_namespace if input.pod.spec.hostUsers == false
