# METADATA
# scope: package
# title: Mutable tags should be pulled each time
# description: >-
#   A container or init container whose image has no digest should have the pull policy `Always`: by `imagePullPolicy`, or
#   by what Kubernetes takes when it is absent, which is `Always` for `latest` or no tag and `IfNotPresent` otherwise. With
#   `accept_fixed_tag`, tags other than `latest` pass.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
#   - https://kubernetes.io/docs/concepts/security/security-checklist/#images
# custom:
#   id: IMG004
#   name: image-pull-policy-always
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [IMG005]
#   message: 'container `{container}` runs whatever its node already has under `{0}`: `imagePullPolicy` is `{1}`'
#   help: 'set `imagePullPolicy: Always`, or add a digest to the image'
#   variants:
#     by_default:
#       message: 'container `{container}` runs whatever its node already has under `{0}`: without `imagePullPolicy`, that is `{1}`'
#       help: 'set `imagePullPolicy: Always`, or add a digest to the image'
#   fix:
#     message: 'set `imagePullPolicy: Always`'
#     applicability: safe
#   rationale: >-
#     A tag can be moved. Nodes that have pulled it before keep the old image, so that pods of one Deployment run different
#     programs. `Always` also has the registry check the credentials of each pod, where otherwise any pod may use an image
#     that another one pulled. Layers that are on the node are not pulled again.
#   params:
#     accept_fixed_tag: false
#   sources:
#     - kube-score:container-image-pull-policy
#     - polaris:pullPolicyNotAlways
#     - checkov:CKV_K8S_15
package kubevet.img.image_pull_policy_always

deny contains [container.id, ["imagePullPolicy"], [container.image, policy], extra] if {
	some container in input.containers
	policy := container.c.imagePullPolicy
	policy in {"IfNotPresent", "Never"}
	judged(container)
	latest_or_any(container.image)
	extra := fix(policy)
}

deny contains [container.id, ["imagePullPolicy"], [container.image, "IfNotPresent"], extra] if {
	not input.params.IMG004.accept_fixed_tag
	some container in input.containers
	not container.c.imagePullPolicy
	judged(container)
	not tag(container.image) in {"", "latest"}
	extra := object.union(fix("IfNotPresent"), {"variant": "by_default"})
}

judged(container) if {
	container.type != "ephemeral"
	container.image != ""
	not contains(container.image, "@")
	not templated(container.image)
}

latest_or_any(_) if not input.params.IMG004.accept_fixed_tag

latest_or_any(image) if tag(image) in {"", "latest"}

# Whoever writes Never has loaded the image onto the nodes himself: there may be nothing to pull.
fix(policy) := {"fix": [["set", ["imagePullPolicy"], "Always"]]} if policy != "Never"

fix(policy) := {"fix": [["set", ["imagePullPolicy"], "Always"]], "applicability": "unsafe"} if policy == "Never"

# The tag of a reference: what follows the last colon of its last part, so that the port of a registry is no tag.
tag(image) := parts[1] if {
	parts := split(last_part(image), ":")
	count(parts) > 1
} else := ""

last_part(image) := parts[count(parts) - 1] if parts := split(image, "/")

# Text that a template engine or a build tool has yet to fill in.
templated(image) if contains(image, "{{")

templated(image) if contains(image, "$")

templated(image) if contains(image, "<")

templated(image) if contains(image, "://")
