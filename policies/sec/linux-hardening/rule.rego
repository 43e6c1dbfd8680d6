# METADATA
# scope: package
# title: Containers should have some hardening of Linux
# description: >-
#   Every container and init container should have at least one of: an effective `seccompProfile` other than
#   `Unconfined`, an AppArmor profile (as field or annotation), `seLinuxOptions` other than the
#   types `spc_t` and `unconfined_t`, or capabilities that it drops without adding all of them. SEC009 and SEC023 ask
#   for two of these outright and are the better rules: select this one where that is too much for a first step, or to
#   compare with tools that ask for no more. Pods for Windows are not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC037
#   name: linux-hardening
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [SEC009, SEC023]
#   message: nothing of seccomp, AppArmor, SELinux or dropped capabilities protects the node from container `{container}`
#   help: 'set `seccompProfile.type: RuntimeDefault` under the `securityContext` of the pod, and drop `ALL` capabilities'
#   rationale: >-
#     A container shares the kernel of its node. Each of these takes away a part of what a hole in the program can be
#     used for there; a container with none of them may try all that root can ask of the kernel.
#   sources:
#     - polaris:linuxHardening
#     - kubescape:C-0055
package kubevet.sec.linux_hardening

deny contains [container.id, ["securityContext"], []] if {
	not input.pod.windows
	some container in input.containers
	container.type != "ephemeral"
	not confined(container)
}

confined(container) if container.sc.seccompProfile.type in {"RuntimeDefault", "Localhost"}

confined(container) if container.sc.appArmorProfile.type in {"RuntimeDefault", "Localhost"}

confined(container) if {
	annotation := concat("", ["container.apparmor.security.beta.kubernetes.io/", container.name])
	some key, profile in input.pod.annotations
	key == annotation
	names_a_profile(profile)
}

names_a_profile(profile) if profile == "runtime/default"

names_a_profile(profile) if startswith(profile, "localhost/")

confined(container) if {
	count(container.sc.seLinuxOptions) > 0
	not opts_out(container)
}

opts_out(container) if container.sc.seLinuxOptions.type in {"spc_t", "unconfined_t"}

confined(container) if {
	count(container.sc.capabilities.drop) > 0
	not adds_all(container)
}

adds_all(container) if {
	some capability in container.sc.capabilities.add
	trim_prefix(upper(capability), "CAP_") == "ALL"
}
