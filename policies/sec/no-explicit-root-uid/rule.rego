# METADATA
# scope: package
# title: runAsUser must not be 0
# description: >-
#   Neither the pod nor a container, init container or ephemeral container may set `runAsUser: 0`. With
#   `runAsNonRoot: true` beside it the container can never start. Pods with `hostUsers: false` on Kubernetes 1.35
#   and later are not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC002
#   name: no-explicit-root-uid
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` runs as root: `runAsUser` is 0'
#   help: 'remove `runAsUser: 0`, or name the user that the program needs, for example `runAsUser: 10001`'
#   variants:
#     pod:
#       message: 'the pods of {kind} `{name}` run as root: `runAsUser` is 0'
#       help: 'remove `runAsUser: 0`, or name the user that the programs need, for example `runAsUser: 10001`'
#     never_starts:
#       message: 'container `{container}` can never start: it is to run as user 0, and `runAsNonRoot` is true'
#       help: name a `runAsUser` of at least 1
#   fix:
#     message: 'remove `runAsUser: 0`'
#     applicability: unsafe
#   rationale: >-
#     The program runs as root whatever its image says. Together with any other weakness that is root on the node.
#   sources:
#     - trivy:KSV-0105
#     - pss:restricted/runAsUser
#     - kyverno:pod-security/require-run-as-non-root-user
#     - gatekeeper:pod-security-policy/users
#     - kube-linter:run-as-non-root
package kubevet.sec.no_explicit_root_uid

deny contains [-1, path, [], {"variant": "pod", "fix": [["remove", path]]}] if {
	input.pod.spec.securityContext.runAsUser == 0
	not user_namespace
}

deny contains [container.id, path, [], {"fix": [["remove", path]]}] if {
	some container in input.containers
	container.c.securityContext.runAsUser == 0
	not container.sc.runAsNonRoot
	not user_namespace
}

# The kubelet refuses to start root where root is ruled out.
deny contains [container.id, path, [], never_starts(container)] if {
	some container in input.containers
	container.sc.runAsUser == 0
	container.sc.runAsNonRoot == true
	not user_namespace
}

path := ["securityContext", "runAsUser"]

never_starts(container) := {"variant": "never_starts", "fix": [["remove", path]]} if {
	container.c.securityContext.runAsUser == 0
} else := {"variant": "never_starts"}

# With a user namespace root in the container is nobody on the node: Pod Security Standards of 1.35.
user_namespace if {
	input.minor >= 35
	input.pod.spec.hostUsers == false
}
