# METADATA
# scope: package
# title: Only capabilities of the runtime default may be added
# description: >-
#   What a container, init container or ephemeral container adds under `capabilities.add` must be in `allowed`:
#   the capabilities that the baseline level of the Pod Security Standards knows. What SEC013 reports is not
#   reported again. `CAP_` in front and lower case make no difference, unless `literal` is set: Pod Security admission
#   compares letter by letter.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
# custom:
#   id: SEC011
#   name: capabilities-baseline
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` adds the capability `{0}`, beyond the baseline level
#   help: remove `{0}`; a program that cannot do without it belongs in a namespace of its own that allows it
#   fix:
#     message: remove the capability `{0}`
#     applicability: unsafe
#   rationale: >-
#     Capabilities beyond the default open parts of the kernel that the walls of containers were not built for.
#   params:
#     literal: false
#     allowed: [AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT]
#   sources:
#     - pss:baseline/capabilities_baseline
#     - kyverno:pod-security/disallow-capabilities
#     - kyverno:istio/service-mesh-disallow-capabilities
#     - kubescape:C-0046
#     - polaris:dangerousCapabilities
#     - gatekeeper:pod-security-policy/capabilities
#     - kyverno:psp-migration/restrict-adding-capabilities
#     - cis:5.2.9
package kubevet.sec.capabilities_baseline

deny contains [container.id, path, [capability], {"fix": [["remove", path]]}] if {
	not input.pod.windows
	some container in input.containers
	some i, capability in container.sc.capabilities.add
	not allowed(capability)
	not normal(capability) in input.params.SEC013.denied
	path := ["securityContext", "capabilities", "add", i]
}

allowed(capability) if capability in input.params.SEC011.allowed

allowed(capability) if {
	not input.params.SEC011.literal
	normal(capability) in input.params.SEC011.allowed
}

# CAP_ in front and lower case mean the same to container runtimes.
normal(capability) := trim_prefix(upper(capability), "CAP_")
