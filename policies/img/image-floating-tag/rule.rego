# METADATA
# scope: package
# title: Tags known to move should not be used
# description: >-
#   The image of no container, init container or ephemeral container should carry a tag of `floating` unless it has a digest.
#   With `major`, bare major versions, such as `nginx:1` or `node:v22`, count too: up to four digits, as longer ones are
#   dates or numbers of builds. No tag and `latest` are left to IMG001.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/#image-names
# custom:
#   id: IMG002
#   name: image-floating-tag
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` uses the image `{0}`, whose tag `{1}` is moved from release to release'
#   help: 'name a full version, such as `1.4.2`, or add a digest'
#   rationale: >-
#     A tag like `stable` is another image tomorrow. What runs depends on when a node pulled it, a restart may bring a new
#     release, and a rollback brings nothing back.
#   params:
#     floating: [stable, main, master, edge, nightly, dev, develop, release, current, lts]
#     major: false
#   sources:
#     - gatekeeper:general/disallowedtags
#     - kubescape:C-0306
package kubevet.img.image_floating_tag

deny contains [container.id, ["image"], [container.image, version]] if {
	some container in input.containers
	contains(container.image, ":")
	not contains(container.image, "@")
	version := tag(container.image)
	moves(version)
	not contains(container.image, "{{")
	not contains(container.image, "$")
}

moves(version) if version in input.params.IMG002.floating

moves(version) if {
	input.params.IMG002.major
	number := trim_prefix(version, "v")
	number != ""
	count(number) < 5
	trim(number, "0123456789") == ""
}

# The tag of a reference: what follows the last colon of its last part, so that the port of a registry is no tag.
tag(image) := parts[1] if {
	parts := split(last_part(image), ":")
	count(parts) > 1
}

last_part(image) := parts[count(parts) - 1] if parts := split(image, "/")
