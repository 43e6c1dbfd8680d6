# METADATA
# scope: package
# title: Windows containers must not run as an administrator account
# description: >-
#   In a pod for Windows (`spec.os.name: windows`) the effective `windowsOptions.runAsUserName` must not be an account
#   of administrators or of the system. HostProcess containers, which need such an account, are SEC032's matter.
#   With `require_container_user: true` it must be `ContainerUser`.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/
#   - https://learn.microsoft.com/en-us/virtualization/windowscontainers/manage-containers/container-security
# custom:
#   id: SEC033
#   name: windows-admin-user
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` runs as the Windows account `{0}`'
#   help: 'set `runAsUserName: ContainerUser`'
#   variants:
#     pod:
#       message: 'the pod sets the Windows account `{0}`; inherited by {1}'
#       help: 'set `runAsUserName: ContainerUser`'
#     absent:
#       message: 'container `{container}` runs as whatever Windows account its image chose: neither it nor its pod sets `runAsUserName`'
#       help: 'set `runAsUserName: ContainerUser`'
#   fix:
#     message: 'set `runAsUserName: ContainerUser`'
#     applicability: unsafe
#   rationale: >-
#     Windows containers share the kernel of their node. An administrator in the container may load drivers of the
#     container, change its services and read its memory, and is one hole away from the node.
#   params:
#     require_container_user: false
#   sources:
#     - kyverno:windows-security/require-run-as-containeruser
package kubevet.sec.windows_admin_user

path := ["securityContext", "windowsOptions", "runAsUserName"]

deny contains [container.id, path, [user], {"fix": [["set", path, "ContainerUser"]]}] if {
	input.pod.windows
	some container in input.containers
	user := container.c.securityContext.windowsOptions.runAsUserName
	refused(user)
	not host_process(container)
}

# One finding for the value of the pod, if some container takes it.
deny contains [-1, path, [user, inheriting], {"variant": "pod", "fix": [["set", path, "ContainerUser"]]}] if {
	input.pod.windows
	user := input.pod.spec.securityContext.windowsOptions.runAsUserName
	refused(user)
	inheriting := [concat("", ["`", container.name, "`"]) |
		some container in input.containers
		not container.c.securityContext.windowsOptions.runAsUserName
		not host_process(container)
	]
	count(inheriting) > 0
}

deny contains [container.id, path, [], {"variant": "absent", "fix": [["set", path, "ContainerUser"]]}] if {
	input.params.SEC033.require_container_user
	input.pod.windows
	not input.pod.spec.securityContext.windowsOptions.runAsUserName
	some container in input.containers
	not container.c.securityContext.windowsOptions.runAsUserName
	not host_process(container)
}

refused(user) if {
	lower(user) in {
		"containeradministrator",
		"user manager\\containeradministrator",
		"nt authority\\system",
		"nt authority\\local service",
		"nt authority\\localservice",
		"nt authority\\network service",
		"nt authority\\networkservice",
	}
}

refused(user) if {
	input.params.SEC033.require_container_user
	lower(user) != "containeruser"
}

# What a container says wins over its pod, option by option.
host_process(container) if container.c.securityContext.windowsOptions.hostProcess == true

host_process(container) if {
	input.pod.spec.securityContext.windowsOptions.hostProcess == true
	not container.c.securityContext.windowsOptions.hostProcess == false
}
