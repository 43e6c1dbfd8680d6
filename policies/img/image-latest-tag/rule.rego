# METADATA
# scope: package
# title: Images must carry a fixed tag or a digest
# description: >-
#   The image of every container, init container and ephemeral container must name a digest, or a tag that is not
#   in `floating`. No tag means `latest`. The port of a registry is no tag. What a template engine, a build tool
#   (`ko://`) or Istio (`auto`) has yet to fill in is not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/#image-names
# custom:
#   id: IMG001
#   name: image-latest-tag
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` uses the image `{0}`, whose tag is another image tomorrow'
#   help: 'name a version, for example `{1}:1.4.2`, or a digest'
#   variants:
#     untagged:
#       message: 'container `{container}` uses the image `{0}` without a tag, which means `latest`'
#       help: 'name a version, for example `{1}:1.4.2`, or a digest'
#   rationale: >-
#     What runs is decided when a node pulls the image: two pods of one Deployment may run different programs, a
#     restart may bring a new release, and a rollback brings nothing back.
#   params:
#     floating: [latest]
#   sources:
#     - kube-linter:latest-tag
#     - kube-score:container-image-tag
#     - polaris:tagNotSpecified
#     - checkov:CKV_K8S_14
#     - trivy:KSV-0013
#     - kyverno:best-practices/disallow-latest-tag
#     - gatekeeper:general/disallowedtags
#     - kubescape:C-0075
package kubevet.img.image_latest_tag

deny contains [container.id, ["image"], [container.image, name], words(version)] if {
	some container in input.containers
	not container.image in {"", "auto"}
	not contains(container.image, "@")
	version := tag(container.image)
	floating(version)
	not templated(container.image)
	name := trim_suffix(container.image, concat("", [":", version]))
}

words(version) := {"variant": "untagged"} if {
	version == ""
} else := {}

floating(version) if version == ""

floating(version) if version in input.params.IMG001.floating

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

templated(image) if trim_space(image) == ""
