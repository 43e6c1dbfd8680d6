# METADATA
# scope: package
# title: Containers must be prevented from running as root
# description: >-
#   Every container, init container and ephemeral container must be kept from running as user 0: by an effective
#   `runAsNonRoot: true`, or by an effective `runAsUser` of at least 1. What a container sets wins over what its
#   pod sets. Pods for Windows, and pods with `hostUsers: false` on Kubernetes 1.35 and later, are not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC001
#   name: run-as-non-root
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` may run as root
#   help: 'set `runAsNonRoot: true`, and a `runAsUser` of at least 1 if the image does not name one'
#   variants:
#     opted_out:
#       message: container `{container}` says that it may run as root
#       help: 'set `runAsNonRoot: true`, or a `runAsUser` of at least 1'
#   fix:
#     message: 'set `runAsNonRoot: true`'
#     applicability: unsafe
#   rationale: >-
#     Root in a container is root on the node as soon as anything else goes wrong: a hole in the kernel or the
#     runtime, a mounted host path, a volume with files of other programs. Most programs need no root at all.
#   params:
#     accept_nonzero_uid: true
#   sources:
#     - kube-linter:run-as-non-root
#     - polaris:runAsRootAllowed
#     - checkov:CKV_K8S_23
#     - trivy:KSV-0012
#     - kubescape:C-0013
#     - pss:restricted/runAsNonRoot
#     - gatekeeper:pod-security-policy/users
#     - kyverno:pod-security/require-run-as-nonroot
#     - kyverno:istio/service-mesh-require-run-as-nonroot
#     - kubescape:C-0211
#     - cis:5.2.7
package kubevet.sec.run_as_non_root

deny contains [container.id, path, [], fix(container)] if {
	not input.pod.windows
	not user_namespace
	some container in input.containers
	not container.sc.runAsNonRoot
	not has_user(container)
	not opted_out(container)
}

deny contains [container.id, path, [], object.union({"variant": "opted_out"}, fix(container))] if {
	not input.pod.windows
	not user_namespace
	some container in input.containers
	opted_out(container)
	not has_user(container)
}

path := ["securityContext", "runAsNonRoot"]

# A container that is told to run as user 0 would never start.
fix(container) := {} if {
	container.sc.runAsUser == 0
} else := {"fix": [["set", path, true]], "applicability": "safe"} if {
	container.sc.runAsUser >= 1
} else := {"fix": [["set", path, true]]}

# The container itself says that it may run as root.
opted_out(container) if container.c.securityContext.runAsNonRoot == false

has_user(container) if {
	input.params.SEC001.accept_nonzero_uid
	container.sc.runAsUser >= 1
}

# With a user namespace root in the container is nobody on the node: Pod Security Standards of 1.35.
user_namespace if {
	input.minor >= 35
	input.pod.spec.hostUsers == false
}
