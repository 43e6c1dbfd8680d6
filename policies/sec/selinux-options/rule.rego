# METADATA
# scope: package
# title: SELinux options must stay within the types for containers
# description: >-
#   `seLinuxOptions` of the pod, and of every container, init container and ephemeral container, must not set `user` or
#   `role`, and `type` only to one of `types`; from Kubernetes 1.31 on `container_engine_t` is allowed too. `level` is
#   free, and so are empty texts.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container
# custom:
#   id: SEC027
#   name: selinux-options
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` sets the SELinux {0} `{1}`'
#   help: 'remove `{0}`; set no more than `level` and, where needed, a type for containers'
#   variants:
#     pod:
#       message: 'the pod sets the SELinux {0} `{1}`; inherited by {2}'
#       help: 'remove `{0}`; set no more than `level` and, where needed, a type for containers'
#   fix:
#     message: remove the SELinux {0}
#     applicability: unsafe
#   rationale: >-
#     SELinux keeps containers apart from the node and from each other by their type. A type such as `spc_t` is not
#     kept from anything, and users and roles decide which types can be taken on.
#   params:
#     types: [container_t, container_init_t, container_kvm_t]
#   sources:
#     - trivy:KSV-0025
#     - pss:baseline/seLinuxOptions
#     - gatekeeper:pod-security-policy/selinux
#     - kyverno:pod-security/disallow-selinux
package kubevet.sec.selinux_options

deny contains [-1, path, [option, value, heirs], {"variant": "pod", "fix": [["remove", path]]}] if {
	options := input.pod.spec.securityContext.seLinuxOptions
	some option in judged
	value := options[option]
	not permitted(option, value)
	path := ["securityContext", "seLinuxOptions", option]
}

deny contains [container.id, path, [option, value], {"fix": [["remove", path]]}] if {
	some container in input.containers
	options := container.c.securityContext.seLinuxOptions
	some option in judged
	value := options[option]
	not permitted(option, value)
	path := ["securityContext", "seLinuxOptions", option]
}

# The containers that take over what the pod sets.
heirs := names if {
	names := [concat("", ["`", container.name, "`"]) |
		some container in input.containers
		not container.c.securityContext.seLinuxOptions
	]
	count(names) > 0
} else := ["no container, as all set their own"]

judged := {"role", "type", "user"}

permitted(_, value) if value == ""

permitted(option, value) if {
	option == "type"
	value in input.params.SEC027.types
}

permitted(option, value) if {
	option == "type"
	value == "container_engine_t"
	input.minor >= 31
}
