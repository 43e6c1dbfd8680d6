# METADATA
# scope: package
# title: Containers must drop all capabilities
# description: >-
#   Every container, init container and ephemeral container must list `ALL` under
#   `securityContext.capabilities.drop`; single capabilities do not make up for it. Spelled otherwise (`all`,
#   `CAP_ALL`) it works, but the Pod Security admission of Kubernetes refuses it. Privileged containers and pods
#   for Windows are not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC009
#   name: drop-all-capabilities
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` keeps capabilities that its runtime gives it: it drops {0}'
#   help: 'add `drop: [ALL]` under `securityContext.capabilities`, and add back only what the program needs'
#   variants:
#     spelling:
#       message: 'container `{container}` drops all capabilities as `{0}`, a spelling that Pod Security admission refuses'
#       help: 'write `drop: [ALL]`'
#   fix:
#     message: drop all capabilities
#     applicability: unsafe
#   rationale: >-
#     Container runtimes give every container some fourteen capabilities of root, raw network access and changing
#     the owner of files among them. A program that serves requests needs none of them.
#   params:
#     accept_lowercase: true
#   sources:
#     - trivy:KSV-0003
#     - trivy:KSV-0106
#     - polaris:insecureCapabilities
#     - checkov:CKV_K8S_37
#     - kyverno:best-practices/require-drop-all
#     - pss:restricted/capabilities_restricted
#     - kyverno:pod-security/disallow-capabilities-strict
#     - gatekeeper:pod-security-policy/capabilities
#     - kubescape:C-0055
#     - cis:5.2.10
package kubevet.sec.drop_all_capabilities

deny contains [container.id, path, [dropped], {"fix": fix, "applicability": applicability(container)}] if {
	not input.pod.windows
	some container in input.containers
	not drops_exactly_all(container)
	not drops_all(container)
	not container.sc.privileged
	dropped := told(container)
}

deny contains [container.id, path, [dropped], {"severity": "info", "variant": "spelling", "fix": fix, "applicability": applicability(container)}] if {
	not input.pod.windows
	some container in input.containers
	not drops_exactly_all(container)
	drops_all(container)
	not container.sc.privileged
	dropped := concat(", ", container.sc.capabilities.drop)
}

path := ["securityContext", "capabilities", "drop"]

fix := [["set", path, ["ALL"]]]

# What a container drops, in words.
told(container) := concat("", ["only `", concat("`, `", container.sc.capabilities.drop), "`"]) if {
	count(container.sc.capabilities.drop) > 0
} else := "none"

# A program that is not root has no capabilities to lose, unless it is given some.
applicability(container) := "safe" if {
	container.sc.runAsUser >= 1
	not container.sc.capabilities.add
} else := "unsafe"

drops_exactly_all(container) if "ALL" in container.sc.capabilities.drop

drops_all(container) if {
	input.params.SEC009.accept_lowercase
	some capability in container.sc.capabilities.drop
	normal(capability) == "ALL"
}

# CAP_ in front and lower case mean the same to container runtimes.
normal(capability) := trim_prefix(upper(capability), "CAP_")
