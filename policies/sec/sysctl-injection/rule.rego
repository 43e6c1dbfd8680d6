# METADATA
# scope: package
# title: Sysctl values must not carry + or =
# description: >-
#   No value under `securityContext.sysctls` of a pod may hold `+` or `=`.
# related_resources:
#   - https://nvd.nist.gov/vuln/detail/CVE-2022-0811
#   - https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
# custom:
#   id: SEC030
#   name: sysctl-injection
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: the value of the kernel parameter `{0}` may smuggle in another parameter
#   help: write one plain value, without `+` and `=`; give another parameter an entry of its own
#   rationale: >-
#     CRI-O up to 1.23.1 handed such values to a helper that takes `+` for the start of the next parameter
#     (CVE-2022-0811). So a pod may set `kernel.core_pattern`, which runs a program as root on the node. No
#     kernel parameter that pods may set needs these characters.
#   sources:
#     - kyverno:other/prevent-cr8escape
package kubevet.sec.sysctl_injection

deny contains [-1, ["securityContext", "sysctls", i, "value"], [name]] if {
	some i, sysctl in input.pod.spec.securityContext.sysctls
	regex.match(`[+=]`, sysctl.value)
	name := object.get(sysctl, "name", "")
}
