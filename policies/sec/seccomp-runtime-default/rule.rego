# METADATA
# scope: package
# title: A seccomp profile must be set
# description: >-
#   The effective `seccompProfile.type` of every container, init container and ephemeral container must be
#   `RuntimeDefault` or `Localhost`; what a container sets wins over its pod. Containers that switch seccomp off
#   are reported by SEC024. Pods for Windows are not judged. With `accept_absent` nobody has to say anything, for
#   clusters whose kubelets set `seccompDefault`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - https://kubernetes.io/docs/tutorials/security/seccomp/
# custom:
#   id: SEC023
#   name: seccomp-runtime-default
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` runs without a seccomp profile: neither it nor its pod sets `seccompProfile`'
#   help: 'set `seccompProfile.type: RuntimeDefault` under the `securityContext` of the pod'
#   variants:
#     silent:
#       message: '{0} runs without a seccomp profile: neither the pod nor a container sets `seccompProfile`'
#       help: 'set `seccompProfile.type: RuntimeDefault` under the `securityContext` of the pod'
#     silent_many:
#       message: '{0} run without a seccomp profile: neither the pod nor a container sets `seccompProfile`'
#       help: 'set `seccompProfile.type: RuntimeDefault` under the `securityContext` of the pod'
#   fix:
#     message: 'set `seccompProfile.type: RuntimeDefault`'
#     applicability: safe
#   rationale: >-
#     The profile of the runtime keeps some fifty system calls from a container, those that most holes of the
#     kernel were found in. Unless the kubelet is configured so, a pod gets it only when it asks for it.
#   params:
#     accept_absent: false
#   sources:
#     - kube-score:container-seccomp-profile
#     - checkov:CKV_K8S_31
#     - trivy:KSV-0030
#     - kubescape:C-0210
#     - kubescape:C-0055
#     - pss:restricted/seccompProfile_restricted
#     - gatekeeper:pod-security-policy/seccomp
#     - gatekeeper:pod-security-policy/seccompv2
#     - kyverno:pod-security/restrict-seccomp-strict
#     - kubescape:C-0211
#     - cis:5.7.2
package kubevet.sec.seccomp_runtime_default

# Nobody says a word: one line for the pod mends all of it.
deny contains [-1, path, [who], {"variant": variant, "fix": [["set", path, "RuntimeDefault"]]}] if {
	not input.params.SEC023.accept_absent
	not input.pod.windows
	silent
	names := [concat("", ["`", container.name, "`"]) | some container in input.containers]
	[variant, who] := subject(names)
}

deny contains [container.id, path, [], {"fix": [["set", path, "RuntimeDefault"]]}] if {
	not input.params.SEC023.accept_absent
	not input.pod.windows
	some container in input.containers
	not container.sc.seccompProfile.type
	not silent
}

silent if {
	count(input.containers) > 0
	not told
}

told if {
	some container in input.containers
	container.sc.seccompProfile.type
}

subject(names) := ["silent", concat(" ", ["container", names[0]])] if {
	count(names) == 1
} else := ["silent_many", concat(" ", ["containers", concat(", ", names)])]

path := ["securityContext", "seccompProfile", "type"]
