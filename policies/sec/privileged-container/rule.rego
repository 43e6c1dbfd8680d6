# METADATA
# scope: package
# title: Privileged mode is forbidden
# description: >-
#   No container, init container or ephemeral container may set `securityContext.privileged: true`.
#   The field is false when it is absent.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#     description: Pod Security Standards, baseline, "Privileged Containers"
# custom:
#   id: SEC006
#   name: privileged-container
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` runs privileged: its `privileged` is true'
#   help: remove `privileged`, and add only the capabilities that the container needs under `capabilities.add`
#   fix:
#     message: remove `privileged`
#     applicability: unsafe
#   rationale: >-
#     A privileged container has all capabilities, every device of the node and no confinement by seccomp, AppArmor
#     or SELinux. Whoever gets into it owns the node, and with the node's credentials often the cluster.
#   sources:
#     - kube-linter:privileged-container
#     - kube-score:container-security-context-privileged
#     - polaris:runAsPrivileged
#     - checkov:CKV_K8S_16
#     - trivy:KSV-0017
#     - kubescape:C-0057
#     - kubescape:C-0211
#     - pss:baseline/privileged
#     - gatekeeper:pod-security-policy/privileged-containers
#     - kyverno:pod-security/disallow-privileged-containers
#     - kyverno:tekton/require-tekton-securitycontext
#     - cis:5.2.2
package kubevet.sec.privileged_container

deny contains [container.id, path, [], {"fix": [["remove", path]]}] if {
	some container in input.containers
	container.sc.privileged == true
}

path := ["securityContext", "privileged"]
