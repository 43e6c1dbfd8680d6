# METADATA
# scope: package
# title: Containers must not have NET_RAW
# description: >-
#   No container, init container or ephemeral container may add NET_RAW or ALL under `capabilities.add`, and each
#   must drop NET_RAW or ALL: runtimes give NET_RAW to every container. Spellings with `CAP_` or in lower case count.
#   A container that does not drop ALL is reported by SEC009, and here only when `left_to_drop_all` is false (for
#   those who do not use SEC009). Privileged containers that add nothing are left to SEC006, and pods for Windows are
#   not judged.
# related_resources:
#   - https://man7.org/linux/man-pages/man7/capabilities.7.html
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC010
#   name: drop-net-raw
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [SEC009]
#   message: 'container `{container}` keeps the capability NET_RAW, which its runtime gives it: it drops neither NET_RAW nor ALL'
#   help: add `NET_RAW`, or better `ALL`, to `securityContext.capabilities.drop`
#   variants:
#     added:
#       message: container `{container}` gets NET_RAW, because it adds `{0}`
#       help: remove `{0}`; `ping` works without it where the sysctl `net.ipv4.ping_group_range` allows it
#   fix:
#     message: take NET_RAW from the container
#     applicability: unsafe
#   rationale: >-
#     With NET_RAW a program can send packets in the name of others: answer for the cluster's DNS, redirect traffic of
#     neighbours on the node, read what was not meant for it.
#   params:
#     left_to_drop_all: true
#   sources:
#     - kube-linter:drop-net-raw-capability
#     - checkov:CKV_K8S_28
#     - trivy:KSV-0119
#     - kyverno:best-practices/require-drop-cap-net-raw
#     - gatekeeper:pod-security-policy/capabilities
#     - cis:5.2.8
package kubevet.sec.drop_net_raw

deny contains [container.id, path, [capability], {"variant": "added", "fix": [["remove", path]]}] if {
	not input.pod.windows
	some container in input.containers
	some i, capability in container.sc.capabilities.add
	normal(capability) in raw
	path := ["securityContext", "capabilities", "add", i]
}

deny contains [container.id, path, [], {"fix": [["set", appended, "NET_RAW"]], "applicability": applicability(container)}] if {
	not input.params.SEC010.left_to_drop_all
	not input.pod.windows
	some container in input.containers
	not drops_raw(container)
	not adds_raw(container)
	not container.sc.privileged
	path := ["securityContext", "capabilities", "drop"]
	appended := array.concat(path, ["-"])
}

raw := {"NET_RAW", "ALL"}

drops_raw(container) if {
	some capability in container.sc.capabilities.drop
	normal(capability) in raw
}

adds_raw(container) if {
	some capability in container.sc.capabilities.add
	normal(capability) in raw
}

# A program that is not root has no capabilities to lose, unless it is given some.
applicability(container) := "safe" if {
	container.sc.runAsUser >= 1
	not container.sc.capabilities.add
} else := "unsafe"

# CAP_ in front and lower case mean the same to container runtimes.
normal(capability) := trim_prefix(upper(capability), "CAP_")
