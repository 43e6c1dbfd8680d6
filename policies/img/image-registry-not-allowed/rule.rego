# METADATA
# scope: package
# title: Images must come from allowed registries
# description: >-
#   The image of every container, init container and ephemeral container must fit an entry of `allowed`: a host, such as
#   `registry.example`; the start of a path, which ends in `/`, such as `registry.example/shop/`; a glob, in which `*` stands
#   for a part of the path and `**` for any number of them; or one repository. Images without a registry are of
#   `docker.io`, those without a path of `docker.io/library`. An empty list allows nothing.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/#image-names
#   - https://kubernetes.io/docs/concepts/security/security-checklist/#images
# custom:
#   id: IMG006
#   name: image-registry-not-allowed
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` uses the image `{0}`, whose registry is not among those allowed'
#   help: 'use the copy of `{1}` in an allowed registry, or add its registry to `allowed`'
#   variants:
#     below:
#       message: 'container `{container}` uses the image `{0}`: `{2}` of `allowed` is the name of one repository, not of those below it'
#       help: 'write `{2}/` in `allowed` to allow all that lies below it'
#   rationale: >-
#     Whoever chooses the registry chooses the program. A registry of one's own holds what was scanned, stays up when
#     others are down or limit pulls, and leaves no room for a name that only looks like a known one.
#   params:
#     allowed: []
#   sources:
#     - gatekeeper:general/allowedrepos
#     - gatekeeper:general/allowedreposv2
#     - kubescape:C-0078
#     - kyverno:best-practices/restrict-image-registries
#     - kyverno:other/allowed-image-repos
#     - kyverno:other/advanced-restrict-image-registries
#     - trivy:KSV-0125
#     - trivy:KSV-0032
#     - trivy:KSV-0033
#     - trivy:KSV-0035
package kubevet.img.image_registry_not_allowed

deny contains [container.id, ["image"], [container.image, name]] if {
	some container in input.containers
	known(container.image)
	name := repository(container.image)
	not allowed(name)
	not below(name)
}

deny contains [container.id, ["image"], [container.image, name, entry], {"variant": "below"}] if {
	some container in input.containers
	known(container.image)
	name := repository(container.image)
	not allowed(name)
	some entry in input.params.IMG006.allowed
	stands_above(entry, name)
}

allowed(name) if {
	some entry in input.params.IMG006.allowed
	fits(name, entry)
}

below(name) if {
	some entry in input.params.IMG006.allowed
	stands_above(entry, name)
}

stands_above(entry, name) if {
	not endswith(entry, "/")
	startswith(name, concat("", [entry, "/"]))
}

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
