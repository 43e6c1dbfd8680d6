# METADATA
# scope: package
# title: Pods must not share the IPC namespace of their node
# description: >-
#   `hostIPC` must not be true in the spec of a pod. It is false when it is absent.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
# custom:
#   id: SEC017
#   name: host-ipc
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'the pods of {kind} `{name}` share the IPC namespace of their node: `hostIPC` is true'
#   help: 'remove `hostIPC: true`; what needs it belongs in a namespace of its own'
#   fix:
#     message: 'remove `hostIPC: true`'
#     applicability: unsafe
#   rationale: >-
#     A pod in the IPC namespace of its node can read and write the shared memory of every process there, past all
#     file permissions.
#   sources:
#     - kube-linter:host-ipc
#     - polaris:hostIPCSet
#     - checkov:CKV_K8S_18
#     - trivy:KSV-0008
#     - kubescape:C-0038
#     - kubescape:C-0276
#     - pss:baseline/hostNamespaces
#     - gatekeeper:pod-security-policy/host-namespaces
#     - kyverno:pod-security/disallow-host-namespaces
#     - cis:5.2.4
package kubevet.sec.host_ipc

deny contains [-1, ["hostIPC"], [], {"fix": [["remove", ["hostIPC"]]]}] if {
	input.pod.spec.hostIPC == true
}
