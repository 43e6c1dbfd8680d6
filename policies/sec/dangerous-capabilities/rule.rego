# METADATA
# scope: package
# title: Capabilities equal to root on the node must not be added
# description: >-
#   What a container, init container or ephemeral container adds under `capabilities.add` must not be in `denied`.
#   Spellings with `CAP_` or in lower case count. All of them are beyond the baseline level of the Pod Security
#   Standards; SEC011 speaks of the others that are.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - https://man7.org/linux/man-pages/man7/capabilities.7.html
# custom:
#   id: SEC013
#   name: dangerous-capabilities
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` adds the capability `{0}`, which is as good as root on the node
#   help: remove `{0}`; most programs that ask for it need one file or one call of it only
#   variants:
#     all:
#       message: container `{container}` adds `{0}`, all capabilities there are, as a privileged container has them
#       help: remove `{0}`, and add only the capabilities that the container needs
#     admin:
#       message: container `{container}` adds `{0}`, which is as good as root on the node and cannot be held back by `allowPrivilegeEscalation`
#       help: remove `{0}`; most programs that ask for it mount something, which a volume may do for them
#   fix:
#     message: remove the capability `{0}`
#     applicability: unsafe
#   rationale: >-
#     With any of these a program can load code into the kernel, read or trace every process, mount the disks of
#     the node or take over its network.
#   params:
#     denied: [ALL, SYS_ADMIN, NET_ADMIN, SYS_MODULE, SYS_PTRACE, SYS_RAWIO, SYS_BOOT, BPF, PERFMON, MAC_ADMIN, MAC_OVERRIDE, DAC_READ_SEARCH, SYS_TIME, SYSLOG]
#   sources:
#     - polaris:dangerousCapabilities
#     - checkov:CKV_K8S_39
#     - trivy:KSV-0005
#     - trivy:KSV-0120
#     - trivy:KSV-0119
#     - kubescape:C-0046
#     - kube-linter:privilege-escalation-container
#     - pss:baseline/capabilities_baseline
package kubevet.sec.dangerous_capabilities

deny contains [container.id, path, [capability], object.union(words(capability), {"fix": [["remove", path]]})] if {
	not input.pod.windows
	some container in input.containers
	some i, capability in container.sc.capabilities.add
	normal(capability) in input.params.SEC013.denied
	path := ["securityContext", "capabilities", "add", i]
}

words(capability) := {"variant": "all"} if {
	normal(capability) == "ALL"
} else := {"variant": "admin"} if {
	normal(capability) == "SYS_ADMIN"
} else := {}

# CAP_ in front and lower case mean the same to container runtimes.
normal(capability) := trim_prefix(upper(capability), "CAP_")
