# METADATA
# scope: package
# title: Pods must not share the network of their node
# description: >-
#   `hostNetwork` must not be true in the spec of a pod. It is false when it is absent. Kinds in `allow_kinds` and
#   namespaces in `allow_namespaces` may.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
# custom:
#   id: SEC015
#   name: host-network
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'the pods of {kind} `{name}` share the network namespace of their node: `hostNetwork` is true'
#   help: 'remove `hostNetwork: true`; what needs it belongs in a namespace of its own'
#   fix:
#     message: 'remove `hostNetwork: true`'
#     applicability: unsafe
#   rationale: >-
#     A pod in the network of its node sees all traffic of the node, reaches services that listen on localhost
#     only (the kubelet, metadata endpoints, other agents) and is not subject to any NetworkPolicy.
#   params:
#     allow_kinds: []
#     allow_namespaces: [kube-system]
#   sources:
#     - kube-linter:host-network
#     - polaris:hostNetworkSet
#     - checkov:CKV_K8S_19
#     - trivy:KSV-0009
#     - kubescape:C-0041
#     - pss:baseline/hostNamespaces
#     - gatekeeper:pod-security-policy/host-network-ports
#     - kyverno:pod-security/disallow-host-namespaces
#     - cis:5.2.5
package kubevet.sec.host_network

deny contains [-1, ["hostNetwork"], [], {"fix": [["remove", ["hostNetwork"]]]}] if {
	input.pod.spec.hostNetwork == true
	not input.kind in input.params.SEC015.allow_kinds
	not input.namespace in input.params.SEC015.allow_namespaces
}
