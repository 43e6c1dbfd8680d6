# METADATA
# scope: package
# title: Agent sandbox templates must be hardened
# description: >-
#   The pods of a SandboxTemplate must run in one of `runtime_classes` (or a variant such as `kata-qemu`), their
#   containers (or the pod as a whole) need limits for CPU and memory and images with a tag or digest (other than
#   `latest`), from one of `allowed_registries` where that is not empty. The network must be managed, by a
#   `networkPolicy` whose egress rules name where to.
# related_resources:
#   - https://github.com/kubernetes-sigs/agent-sandbox/blob/main/docs/api.md
#   - https://kubernetes.io/docs/concepts/containers/runtime-class/
# custom:
#   id: ECO003
#   name: agent-sandbox
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [extensions.agents.x-k8s.io/SandboxTemplate]
#   message: the sandboxes of template `{name}` share the kernel of their node
#   help: 'set `runtimeClassName` to a RuntimeClass that isolates, one of: {0}'
#   variants:
#     limit:
#       message: "container `{0}` of the sandbox has no {1} limit"
#       help: "set `resources.limits.{1}`"
#     image:
#       message: "the image of container `{0}` of the sandbox is not pinned: `{1}`"
#       help: 'name the image by its digest, `@sha256:...`, or by a tag other than `latest`'
#     registry:
#       message: "the image of container `{0}` of the sandbox is from none of the allowed registries: `{1}`"
#       help: take the image from an allowed registry, or add it to `allowed_registries`
#     unmanaged:
#       message: the controller leaves the network of these sandboxes open
#       help: 'remove `networkPolicyManagement`, or set it to `Managed`'
#     no_policy:
#       message: without a `networkPolicy` these sandboxes reach the whole internet
#       help: 'add a `networkPolicy` with the `egress` that the agent needs, or with `egress: []`'
#     egress:
#       message: this egress rule lets the sandbox go anywhere
#       help: name in each entry of `to` a `podSelector`, a `namespaceSelector` or an `ipBlock` narrower than all addresses
#   rationale: >-
#     A sandbox runs code that nobody has read: what a model has written, or what somebody has talked it into. Only the
#     walls around it count: a kernel of its own, limits, known images, and a network that leads nowhere.
#   params:
#     runtime_classes: [gvisor, kata]
#     allowed_registries: []
#   sources:
#     - kubescape:C-0297
#     - kubescape:C-0301
#     - kubescape:C-0303
#     - kubescape:C-0304
package kubevet.eco.agent_sandbox

deny contains [-2, ["spec", "podTemplate", "spec", "runtimeClassName"], [classes]] if {
	pod := input.object.spec.podTemplate.spec
	pod
	class := object.get(pod, "runtimeClassName", "")
	not hardened(class)
	classes := concat(", ", input.params.ECO003.runtime_classes)
}

deny contains [-2, path, [name, resource], {"variant": "limit"}] if {
	some i, container in input.object.spec.podTemplate.spec.containers
	some resource in ["cpu", "memory"]
	not container.resources.limits[resource]
	not input.object.spec.podTemplate.spec.resources.limits[resource]
	name := object.get(container, "name", "")
	path := ["spec", "podTemplate", "spec", "containers", i, "resources", "limits", resource]
}

deny contains [-2, ["spec", "podTemplate", "spec", list, i, "image"], [name, image], {"variant": "image"}] if {
	some list in ["containers", "initContainers"]
	some i, container in input.object.spec.podTemplate.spec[list]
	image := container.image
	floats(image)
	name := object.get(container, "name", "")
}

deny contains [-2, ["spec", "podTemplate", "spec", list, i, "image"], [name, image], {"variant": "registry"}] if {
	count(input.params.ECO003.allowed_registries) > 0
	some list in ["containers", "initContainers"]
	some i, container in input.object.spec.podTemplate.spec[list]
	image := container.image
	not allowed(image)
	name := object.get(container, "name", "")
}

deny contains [-2, ["spec", "networkPolicyManagement"], [], {"variant": "unmanaged"}] if {
	not managed
	input.object.spec.podTemplate
}

deny contains [-2, ["spec", "networkPolicy"], [], {"variant": "no_policy"}] if {
	managed
	input.object.spec.podTemplate
	not input.object.spec.networkPolicy
}

deny contains [-2, ["spec", "networkPolicy", "egress", i], [], {"variant": "egress"}] if {
	managed
	some i, rule in input.object.spec.networkPolicy.egress
	open_wide(object.get(rule, "to", []))
}

hardened(class) if class in input.params.ECO003.runtime_classes

hardened(class) if {
	some known in input.params.ECO003.runtime_classes
	startswith(class, concat("", [known, "-"]))
}

managed if object.get(input.object, ["spec", "networkPolicyManagement"], "Managed") == "Managed"

# No tag or `latest`, and no digest. A colon before the last slash belongs to the port of a registry.
floats(image) if {
	not contains(image, "@")
	parts := split(image, "/")
	tag := split(parts[count(parts) - 1], ":")
	count(tag) == 1
}

floats(image) if {
	endswith(image, ":latest")
}

allowed(image) if {
	some registry in input.params.ECO003.allowed_registries
	startswith(image, concat("", [trim_right(registry, "/"), "/"]))
}

# An entry without selectors and addresses selects everything.
open_wide(to) if count(to) == 0

open_wide(to) if {
	some peer in to
	not narrow(peer)
}

narrow(peer) if {
	count(peer.podSelector.matchLabels) > 0
}

narrow(peer) if {
	count(peer.podSelector.matchExpressions) > 0
}

narrow(peer) if {
	count(peer.namespaceSelector.matchLabels) > 0
}

narrow(peer) if {
	count(peer.namespaceSelector.matchExpressions) > 0
}

narrow(peer) if {
	cidr := peer.ipBlock.cidr
	regex.match(`/0*[1-9][0-9]*$`, cidr)
}
