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
#   message: container `{container}` switches AppArmor off
#   help: use `RuntimeDefault`, or a profile of your own with `Localhost`
#   variants:
#     pod:
#       message: the pods of {kind} `{name}` switch AppArmor off
#       help: use `RuntimeDefault`, or a profile of your own with `Localhost`
#     annotation:
#       message: 'the AppArmor profile of container `{0}` is `{1}`'
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
#     - polaris:linuxHardening
package kubevet.sec.apparmor_profile

deny contains [-1, path, [], {"variant": "pod", "fix": [["set", path, "RuntimeDefault"]]}] if {
	unconfined(input.pod.spec.securityContext.appArmorProfile.type)
}

deny contains [container.id, path, [], {"fix": [["set", path, "RuntimeDefault"]]}] if {
	some container in input.containers
	unconfined(container.c.securityContext.appArmorProfile.type)
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

unconfined(type) if not type in {"RuntimeDefault", "Localhost"}

prefix := "container.apparmor.security.beta.kubernetes.io/"
