# METADATA
# scope: package
# title: Image references must parse
# description: >-
#   The image of every container, init container and ephemeral container must be a reference that container runtimes accept:
#   `registry/path:tag@digest`, without spaces, the path in lower case, a tag of at most 128 letters, and a digest of the right
#   length. A blank is allowed only where a controller fills it in. Text that a template engine or a build tool has yet to
#   fill in is not judged; an image that is missing is told with what the API server refuses.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/#image-names
#   - https://pkg.go.dev/github.com/distribution/reference
# custom:
#   id: IMG010
#   name: image-reference-invalid
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` has the image `{0}`, which cannot be read: {1}'
#   help: 'write it as in `registry.example/shop/web:1.4.2`'
#   variants:
#     blank:
#       message: container `{container}` has a blank for its image
#       help: 'set `image`, for example `image: registry.example/shop/web:1.4.2`'
#   rationale: >-
#     The API server takes any text for an image. Only the kubelet finds out, and the pod stays in InvalidImageName.
package kubevet.img.image_reference_invalid

deny contains [container.id, ["image"], [container.image, problem]] if {
	some container in input.containers
	container.image != ""
	not usual(container.image)
	not good(container.image)
	not filled_in_later(container.image)
	problems := [text | some text in kinds_of_problems; has(container.image, text)]
	problem := problems[0]
}

deny contains [container.id, ["image"], [], {"variant": "blank"}] if {
	some container in input.containers
	container.image != ""
	trim_space(container.image) == ""
	not optional
}

# Nearly all images, at the least price: lower-case letters and digits with one separator between them, and such a tag.
usual(image) if {
	[_, version] := split(image, ":")
	not contains(version, "/")
	trim(image, "abcdefghijklmnopqrstuvwxyz0123456789./-:") == ""
	flat := replace(replace(replace(image, ".", "/"), "-", "/"), ":", "/")
	not contains(flat, "//")
	trim(flat, "/") == flat
	count(image) < 128
}

usual(image) if {
	not contains(image, ":")
	trim(image, "abcdefghijklmnopqrstuvwxyz0123456789./-") == ""
	flat := replace(replace(image, ".", "/"), "-", "/")
	not contains(flat, "//")
	trim(flat, "/") == flat
	count(image) < 64
}

# Other good forms, told without regular expressions: `path`, `path:tag`, `host:port/path`, `host:port/path:tag`.
good(image) if plain(undigested(image))

good(image) if {
	[name, version] := split(undigested(image), ":")
	plain(name)
	tag(version)
}

good(image) if {
	[host, path] := split(undigested(image), ":")
	plain(host)
	behind_port(path)
}

good(image) if {
	[host, path, version] := split(undigested(image), ":")
	plain(host)
	behind_port(path)
	tag(version)
}

undigested(image) := image if not contains(image, "@")

undigested(image) := name if {
	[name, digest] := split(image, "@sha256:")
	count(digest) == 64
	trim(digest, "0123456789abcdef") == ""
}

# Lower-case letters and digits, with one separator between them.
plain(name) if {
	trim(name, "abcdefghijklmnopqrstuvwxyz0123456789./-_") == ""
	flat := replace(replace(replace(name, ".", "/"), "-", "/"), "_", "/")
	not contains(flat, "//")
	trim(flat, "/") == flat
	count(name) > 0
	count(name) < 64
}

behind_port(path) if {
	contains(path, "/")
	port := split(path, "/")[0]
	trim(port, "0123456789") == ""
	plain(path)
}

tag(text) if {
	trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") == ""
	trim_left(text, ".-") == text
	text != ""
	count(text) <= 128
}

kinds_of_problems := [
	"it holds spaces",
	"it holds more than one `@`",
	"the digest must be `sha256:` and 64 hexadecimal digits in lower case",
	"the tag must be at most 128 of letters, digits, `_`, `.` and `-`, and begin with none of the last two",
	"the registry must be a host name, with or without `:` and a port",
	"the path must be in lower case",
	"the path may hold lower-case letters, digits and single `.`, `_`, `-` between them",
	"a name of 64 hexadecimal digits is taken for an id",
]

has(image, problem) if {
	problem == "it holds spaces"
	regex.match(`\s`, image)
}

has(image, problem) if {
	problem == "it holds more than one `@`"
	count(split(image, "@")) > 2
}

has(image, problem) if {
	problem == "the digest must be `sha256:` and 64 hexadecimal digits in lower case"
	contains(image, "@")
	digest := split(image, "@")[1]
	digest
	not regex.match(`^(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$`, digest)
}

has(image, problem) if {
	problem == "the tag must be at most 128 of letters, digits, `_`, `.` and `-`, and begin with none of the last two"
	tagged := split(last_part(split(image, "@")[0]), ":")
	count(tagged) > 1
	not regex.match(`^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$`, concat(":", array.slice(tagged, 1, count(tagged))))
}

has(image, problem) if {
	problem == "the registry must be a host name, with or without `:` and a port"
	has_registry(image)
	host := split(image, "/")[0]
	not regex.match(`^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(:[0-9]+)?$`, host)
}

has(image, problem) if {
	problem == "the path must be in lower case"
	name := path(image)
	lower(name) != name
}

has(image, problem) if {
	problem == "the path may hold lower-case letters, digits and single `.`, `_`, `-` between them"
	name := lower(path(image))
	name
	not regex.match(`^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$`, name)
}

has(image, problem) if {
	problem == "a name of 64 hexadecimal digits is taken for an id"
	regex.match(`^[a-f0-9]{64}$`, image)
}

# What stands between registry and tag: as the runtime sees it, the first part is a registry when it holds a dot, a colon or
# a capital, or is `localhost`.
path(image) := untagged(image) if not has_registry(image)

path(image) := concat("/", array.slice(parts, 1, count(parts))) if {
	has_registry(image)
	parts := split(untagged(image), "/")
}

has_registry(image) if {
	contains(image, "/")
	first := split(image, "/")[0]
	registry(first)
}

registry(first) if contains(first, ".")

registry(first) if contains(first, ":")

registry(first) if lower(first) != first

registry(first) if first == "localhost"

untagged(image) := concat("/", array.concat(array.slice(parts, 0, count(parts) - 1), [last])) if {
	parts := split(split(image, "@")[0], "/")
	last := split(parts[count(parts) - 1], ":")[0]
}

last_part(name) := parts[count(parts) - 1] if parts := split(name, "/")

filled_in_later(image) if {
	some mark in ["{{", "$", "://"]
	contains(image, mark)
}

filled_in_later(image) if trim_space(image) == ""

# Kinds of others may fill in the image themselves; OpenShift does so by triggers.
optional if {
	contains(input.group, ".")
	not endswith(input.group, ".k8s.io")
}

optional if input.object.metadata.annotations["image.openshift.io/triggers"]
