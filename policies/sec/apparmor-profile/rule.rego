# METADATA
# scope: package
# title: AppArmor must not be switched off
# description: >-
#   `appArmorProfile.type` of the pod and of every container, init container and ephemeral container must be
#   `RuntimeDefault` or `Localhost`, and the old annotation `container.apparmor.security.beta.kubernetes.io/NAME` of
#   the pod `runtime/default` or `localhost/...`. Absent passes: runtimes have a profile of their own.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - https://kubernetes.io/docs/tutorials/security/apparmor/
# custom:
#   id: SEC025
#   name: apparmor-profile
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` switches AppArmor off: its `appArmorProfile.type` is `{0}`'
#   help: 'write `type: RuntimeDefault`, or `type: Localhost` with a `localhostProfile` of your own'
#   variants:
#     pod:
#       message: 'the pod switches AppArmor off: its `appArmorProfile.type` is `{0}`; inherited by {1}'
#       help: 'write `type: RuntimeDefault`, or `type: Localhost` with a `localhostProfile` of your own'
#     annotation:
#       message: 'an annotation of the pod sets the AppArmor profile of container `{0}` to `{1}`'
#       help: remove the annotation, or write `runtime/default`, or a profile of your own with `localhost/`
#   fix:
#     message: use the profile of the runtime
#     applicability: unsafe
#   rationale: >-
#     The profile of the runtime keeps containers from writing to `/proc` and `/sys`, from mounting and from tracing
#     others. Without it a hole elsewhere is a way to the node.
#   sources:
#     - trivy:KSV-0002
#     - pss:baseline/appArmorProfile
#     - gatekeeper:pod-security-policy/apparmor
#     - kyverno:pod-security/restrict-apparmor-profiles
package kubevet.sec.apparmor_profile

deny contains [-1, path, [type, heirs], {"variant": "pod", "fix": [["set", path, "RuntimeDefault"]]}] if {
	type := input.pod.spec.securityContext.appArmorProfile.type
	unconfined(type)
}

deny contains [container.id, path, [type], {"fix": [["set", path, "RuntimeDefault"]]}] if {
	some container in input.containers
	type := container.c.securityContext.appArmorProfile.type
	unconfined(type)
}

deny contains [-3, annotation, [name, value], {"variant": "annotation", "fix": [["set", annotation, "runtime/default"]]}] if {
	some key, value in input.pod.annotations
	startswith(key, prefix)
	not value in {"", "runtime/default"}
	not startswith(value, "localhost/")
	name := trim_prefix(key, prefix)
	annotation := ["metadata", "annotations", key]
}

path := ["securityContext", "appArmorProfile", "type"]

# The containers that take over what the pod sets.
heirs := names if {
	names := [concat("", ["`", container.name, "`"]) |
		some container in input.containers
		not container.c.securityContext.appArmorProfile.type
	]
	count(names) > 0
} else := ["no container, as all set their own"]

unconfined(type) if not type in {"RuntimeDefault", "Localhost"}

prefix := "container.apparmor.security.beta.kubernetes.io/"
