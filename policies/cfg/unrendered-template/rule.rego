# METADATA
# scope: package
# title: Template markers left in a rendered manifest
# description: >-
#   Images must not hold what a template would have filled in: `{{ }}`, `$VAR`, `${VAR}`, `$(VAR)`. Values of variables,
#   commands and arguments must not be the `<no value>` or `%!s(<nil>)` of a template that found nothing. Names,
#   namespaces and labels are held to their grammar by the API server. A marker (`{{` or `$`) of something that is filled
#   in later can be listed in `allowed`.
# related_resources:
#   - https://helm.sh/docs/howto/charts_tips_and_tricks/
#   - https://pkg.go.dev/text/template
# custom:
#   id: CFG030
#   name: unrendered-template
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "the image of container `{container}` is a template that nobody filled in: `{0}`"
#   help: render the manifest before it is applied, with a value for this image
#   variants:
#     empty:
#       message: a template of container `{container}` was rendered without the value it needs
#       help: set the value that the template asks for, or give it a default there
#   rationale: >-
#     Kubernetes fills in nothing. The pod waits for ever for an image that cannot exist, or the program starts
#     with `<no value>` where a setting was meant.
#   params:
#     allowed: []
package kubevet.cfg.unrendered_template

deny contains [container.id, ["image"], [image]] if {
	some container in input.containers
	image := container.image
	some marker in {"{{", "$"}
	contains(image, marker)
	not marker in input.params.CFG030.allowed
}

deny contains [container.id, ["env", i, "value"], [], {"variant": "empty"}] if {
	some container in input.containers
	some i, variable in container.c.env
	nothing(variable.value)
}

deny contains [container.id, [field, i], [], {"variant": "empty"}] if {
	some container in input.containers
	some field in ["command", "args"]
	some i, text in container.c[field]
	nothing(text)
}

# Scripts may look for `<no value>` in what other programs print: only a text without other words counts.
nothing(text) if {
	contains(text, "<no value>")
	count(split(trim(text, " \n"), " ")) == 2
	not contains(trim(text, " \n"), "\n")
}

nothing(text) if {
	contains(text, "%!")
	regex.match(`%![a-z]\(`, text)
	not contains(trim(text, " \n"), "\n")
}
