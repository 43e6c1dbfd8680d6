# METADATA
# scope: package
# title: Images must not come from denied registries
# description: >-
#   The image of no container, init container or ephemeral container may fit an entry of `denied`: a host, such as
#   `registry.example`; the start of a path, which ends in `/`, such as `registry.example/shop/`; a glob, in which `*` stands
#   for a part of the path and `**` for any number of them; or one repository. With `deny_public`, the registries of
#   `public_preset` are denied too. Images without a registry are of `docker.io`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/#image-names
#   - https://kubernetes.io/docs/concepts/security/security-checklist/#images
# custom:
#   id: IMG007
#   name: image-registry-denied
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` uses the image `{0}` from `{2}`, which is denied'
#   help: 'use a copy of `{1}` in another registry'
#   rationale: >-
#     Public registries limit pulls, may be down, and hold what anyone has put there. Copies in a registry of one's own are
#     there when they are needed, and have been scanned.
#   params:
#     denied: []
#     deny_public: false
#     public_preset: [docker.io, ghcr.io, quay.io]
#   sources:
#     - gatekeeper:general/disallowedrepos
#     - kubescape:C-0001
#     - trivy:KSV-0034
package kubevet.img.image_registry_denied

deny contains [container.id, ["image"], [container.image, name, entry]] if {
	some container in input.containers
	known(container.image)
	name := repository(container.image)
	fitting := [entry | some entry in denied; fits(name, entry)]
	entry := fitting[0]
}

denied := input.params.IMG007.denied if not input.params.IMG007.deny_public

denied := array.concat(input.params.IMG007.denied, input.params.IMG007.public_preset) if input.params.IMG007.deny_public

# The entries of a list that fit: a host, the start of a path that ends in `/`, a glob, or one repository.
fits(repository, entry) if {
	not contains(entry, "/")
	startswith(repository, concat("", [entry, "/"]))
}

fits(repository, entry) if {
	endswith(entry, "/")
	startswith(repository, entry)
}

fits(repository, entry) if {
	contains(entry, "*")
	glob.match(entry, ["/"], repository)
}

fits(repository, entry) if repository == entry

# A reference without tag and digest, with the registry and the `library` that people leave out.
repository(image) := bare if {
	bare := untagged(image)
	has_registry(bare)
	not split(bare, "/")[0] in docker_hub
}

repository(image) := on_docker_hub(path) if {
	bare := untagged(image)
	host := split(bare, "/")[0]
	host in docker_hub
	path := trim_prefix(bare, concat("", [host, "/"]))
}

repository(image) := on_docker_hub(bare) if {
	bare := untagged(image)
	not has_registry(bare)
}

docker_hub := {"docker.io", "index.docker.io", "registry-1.docker.io"}

on_docker_hub(path) := concat("", ["docker.io/library/", path]) if not contains(path, "/")

on_docker_hub(path) := concat("", ["docker.io/", path]) if contains(path, "/")

has_registry(bare) if {
	parts := split(bare, "/")
	count(parts) > 1
	some mark in [".", ":"]
	contains(parts[0], mark)
}

has_registry(bare) if startswith(bare, "localhost/")

untagged(image) := trim_suffix(name, concat("", [":", tag(name)])) if name := split(image, "@")[0]

tag(name) := parts[1] if {
	parts := split(last_part(name), ":")
	count(parts) > 1
} else := ""

last_part(name) := parts[count(parts) - 1] if parts := split(name, "/")

# Whether there is an image to judge: Istio puts another in the place of `auto`, a template engine or a build tool has yet
# to fill in the rest.
known(image) if {
	not image in {"", "auto"}
	not contains(image, "{{")
	not contains(image, "$")
	not contains(image, "://")
}
