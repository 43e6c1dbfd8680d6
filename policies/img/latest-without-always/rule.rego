# METADATA
# scope: package
# title: latest must be pulled each time
# description: >-
#   A container or init container whose image has no digest and no tag other than `latest` must not set
#   `imagePullPolicy` to `IfNotPresent` or `Never`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
# custom:
#   id: IMG005
#   name: latest-without-always
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` runs whatever `latest` was when its node pulled it: `imagePullPolicy` is `{0}`'
#   help: 'name a version; until then write `imagePullPolicy: Always`'
#   fix:
#     message: 'write `imagePullPolicy: Always`'
#     applicability: unsafe
#   rationale: >-
#     Every node keeps the image that was the latest when it first pulled it, so that pods of one Deployment run
#     different programs, and nobody can tell which.
#   sources:
#     - kubescape:C-0075
#     - kyverno:other/imagepullpolicy-always
#     - checkov:CKV_K8S_15
package kubevet.img.latest_without_always

deny contains [container.id, ["imagePullPolicy"], [policy], {"fix": [["set", ["imagePullPolicy"], "Always"]]}] if {
	some container in input.containers
	policy := container.c.imagePullPolicy
	policy in {"IfNotPresent", "Never"}
	container.type != "ephemeral"
	container.image != ""
	not contains(container.image, "@")
	tag(container.image) in {"", "latest"}
	not templated(container.image)
}

# The tag of a reference: what follows the last colon of its last part, so that the port of a registry is no tag.
tag(image) := parts[1] if {
	parts := split(last_part(image), ":")
	count(parts) > 1
} else := ""

last_part(image) := parts[count(parts) - 1] if parts := split(image, "/")

# Text that a template engine has yet to fill in.
templated(image) if contains(image, "{{")

templated(image) if contains(image, "$")

templated(image) if contains(image, "<")

templated(image) if contains(image, "://")
