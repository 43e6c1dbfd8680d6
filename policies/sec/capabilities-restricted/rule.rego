# METADATA
# scope: package
# title: Only NET_BIND_SERVICE may be added
# description: >-
#   What a container, init container or ephemeral container adds under `capabilities.add` must be in `allowed`, in
#   this very spelling: so the restricted level of the Pod Security Standards has it. Pods for Windows are not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
# custom:
#   id: SEC012
#   name: capabilities-restricted
#   severity: warning
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [SEC010, SEC011, SEC013]
#   message: container `{container}` adds the capability `{0}`, beyond the restricted level
#   help: remove `{0}`; files with the right owner, and ports above 1023, do without capabilities
#   variants:
#     spelling:
#       message: container `{container}` adds `{0}` in a spelling that Pod Security admission refuses
#       help: write `{1}`
#   fix:
#     message: remove the capability `{0}`
#     applicability: unsafe
#   rationale: >-
#     Each capability is a piece of root. The restricted level leaves one of them, to listen on ports below 1024.
#   params:
#     allowed: [NET_BIND_SERVICE]
#   sources:
#     - pss:restricted/capabilities_restricted
#     - trivy:KSV-0106
#     - trivy:KSV-0022
#     - checkov:CKV_K8S_25
#     - kyverno:pod-security/disallow-capabilities-strict
#     - kyverno:psp-migration/restrict-adding-capabilities
#     - gatekeeper:pod-security-policy/capabilities
package kubevet.sec.capabilities_restricted

deny contains [container.id, path, [capability], {"fix": [["remove", path]]}] if {
	not input.pod.windows
	some container in input.containers
	some i, capability in container.sc.capabilities.add
	not capability in input.params.SEC012.allowed
	not other_spelling(capability)
	path := ["securityContext", "capabilities", "add", i]
}

deny contains [container.id, ["securityContext", "capabilities", "add", i], [capability, plain], {"variant": "spelling"}] if {
	not input.pod.windows
	some container in input.containers
	some i, capability in container.sc.capabilities.add
	not capability in input.params.SEC012.allowed
	other_spelling(capability)
	plain := normal(capability)
}

# CAP_ in front and lower case mean the same to container runtimes.
normal(capability) := trim_prefix(upper(capability), "CAP_")

other_spelling(capability) if normal(capability) in input.params.SEC012.allowed
