# METADATA
# scope: package
# title: Pods must not share the process namespace of their node
# description: >-
#   `hostPID` must not be true in the spec of a pod. It is false when it is absent.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
# custom:
#   id: SEC016
#   name: host-pid
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'the pods of {kind} `{name}` share the process namespace of their node: `hostPID` is true'
#   help: 'remove `hostPID: true`; what needs it belongs in a namespace of its own'
#   fix:
#     message: 'remove `hostPID: true`'
#     applicability: unsafe
#   rationale: >-
#     A pod that sees the processes of its node can read their environment and, with a little more privilege,
#     their memory and files: secrets of every other pod on the node among them.
#   sources:
#     - kube-linter:host-pid
#     - polaris:hostPIDSet
#     - checkov:CKV_K8S_17
#     - trivy:KSV-0010
#     - kubescape:C-0038
#     - kubescape:C-0275
#     - pss:baseline/hostNamespaces
#     - gatekeeper:pod-security-policy/host-namespaces
#     - kyverno:pod-security/disallow-host-namespaces
#     - cis:5.2.3
package kubevet.sec.host_pid

deny contains [-1, ["hostPID"], [], {"fix": [["remove", ["hostPID"]]]}] if {
	input.pod.spec.hostPID == true
}
