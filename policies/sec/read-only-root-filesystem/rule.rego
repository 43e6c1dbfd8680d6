# METADATA
# scope: package
# title: Root filesystems should be read-only
# description: >-
#   Every container and init container should set `securityContext.readOnlyRootFilesystem: true`. Ephemeral
#   containers and pods for Windows are not judged.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC008
#   name: read-only-root-filesystem
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'the root filesystem of container `{container}` is writable: `readOnlyRootFilesystem` is {0}'
#   help: 'set `readOnlyRootFilesystem: true`, and mount an `emptyDir` where the program writes, for example at `/tmp`'
#   fix:
#     message: 'set `readOnlyRootFilesystem: true`'
#     applicability: unsafe
#   rationale: >-
#     An intruder cannot leave tools behind or change the program in a filesystem that nobody can write, and what
#     a program writes into its image layer is lost at the next restart anyway.
#   params:
#     include_init: true
#   sources:
#     - kube-linter:no-read-only-root-fs
#     - kube-score:container-security-context-readonlyrootfilesystem
#     - polaris:notReadOnlyRootFilesystem
#     - checkov:CKV_K8S_22
#     - trivy:KSV-0014
#     - kubescape:C-0017
#     - kubescape:C-0211
#     - gatekeeper:pod-security-policy/read-only-root-filesystem
#     - kyverno:best-practices/require-ro-rootfs
package kubevet.sec.read_only_root_filesystem

deny contains [container.id, path, [value], {"fix": [["set", path, true]]}] if {
	not input.pod.windows
	some container in input.containers
	not container.sc.readOnlyRootFilesystem
	judged(container.type)
	value := effective(container)
}

path := ["securityContext", "readOnlyRootFilesystem"]

effective(container) := "false" if {
	container.sc.readOnlyRootFilesystem == false
} else := "not set"

judged(type) if type in {"main", "sidecar"}

judged("init") if input.params.SEC008.include_init
