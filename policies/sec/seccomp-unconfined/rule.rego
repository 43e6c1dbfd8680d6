# METADATA
# scope: package
# title: Seccomp must not be switched off
# description: >-
#   Neither the pod nor a container, init container or ephemeral container may set `seccompProfile.type:
#   Unconfined`. An absent profile is reported by SEC023.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - https://kubernetes.io/docs/tutorials/security/seccomp/
# custom:
#   id: SEC024
#   name: seccomp-unconfined
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` switches seccomp off: its `seccompProfile.type` is `Unconfined`'
#   help: 'write `type: RuntimeDefault`, or `type: Localhost` with a `localhostProfile` of your own'
#   variants:
#     pod:
#       message: 'the pod switches seccomp off: its `seccompProfile.type` is `Unconfined`; inherited by {0}'
#       help: 'write `type: RuntimeDefault`, or `type: Localhost` with a `localhostProfile` of your own'
#   fix:
#     message: use the profile of the runtime
#     applicability: unsafe
#   rationale: >-
#     Without seccomp every system call of the kernel is open, those that most holes were found in among them.
#   sources:
#     - trivy:KSV-0104
#     - pss:baseline/seccompProfile_baseline
#     - kyverno:pod-security/restrict-seccomp
#     - gatekeeper:pod-security-policy/seccompv2
package kubevet.sec.seccomp_unconfined

deny contains [-1, path, [heirs], {"variant": "pod", "fix": [["set", path, "RuntimeDefault"]]}] if {
	input.pod.spec.securityContext.seccompProfile.type == "Unconfined"
}

deny contains [container.id, path, [], {"fix": [["set", path, "RuntimeDefault"]]}] if {
	some container in input.containers
	container.c.securityContext.seccompProfile.type == "Unconfined"
}

path := ["securityContext", "seccompProfile", "type"]

# The containers that take over what the pod sets.
heirs := names if {
	names := [concat("", ["`", container.name, "`"]) |
		some container in input.containers
		not container.c.securityContext.seccompProfile.type
	]
	count(names) > 0
} else := ["no container, as all set their own"]
