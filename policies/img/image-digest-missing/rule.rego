# METADATA
# scope: package
# title: Images should be pinned by digest
# description: >-
#   The image of every container, init container and ephemeral container should name a `sha256` or `sha512` digest
#   of the right length, unless its registry is in `exempt_registries`. What a template engine, a build tool (`ko://`) or
#   Istio (`auto`) has yet to fill in is not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/#image-names
# custom:
#   id: IMG003
#   name: image-digest-missing
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [IMG010]
#   message: container `{container}` uses the image `{0}` without a digest
#   help: 'add the digest that the registry shows: `{0}@sha256:...`'
#   rationale: >-
#     A tag can be moved to another image, by its owner or by whoever has stolen the account. A digest names one
#     image for ever, the one that was scanned and tested.
#   params:
#     exempt_registries: []
#   sources:
#     - checkov:CKV_K8S_43
#     - gatekeeper:general/imagedigests
#     - kubescape:C-0306
#     - kyverno:other/require-image-checksum
package kubevet.img.image_digest_missing

deny contains [container.id, ["image"], [container.image]] if {
	some container in input.containers
	not container.image in {"", "auto"}
	not pinned(container.image)
	not templated(container.image)
	registry := split(container.image, "/")[0]
	not registry in input.params.IMG003.exempt_registries
}

pinned(image) if count(split(image, "@sha256:")[1]) == 64

pinned(image) if count(split(image, "@sha512:")[1]) == 128

# Text that a template engine or a build tool has yet to fill in.
templated(image) if contains(image, "{{")

templated(image) if contains(image, "$")

templated(image) if contains(image, "<")

templated(image) if contains(image, "://")
