# METADATA
# scope: package
# title: $(VAR) must refer to an earlier variable
# description: >-
#   A `$(NAME)` in the value of a variable must name a variable that stands before it in `env`; in `command` and
#   `args`, any variable of the container. `$$(NAME)` is a text, and variables of Services (`WEB_SERVICE_HOST`) count
#   as there. Containers with `envFrom` are not judged, and names in lower case only where they stand later, since
#   `$(date)` is mostly meant for a shell.
# related_resources:
#   - https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
#   - https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/#use-environment-variables-to-define-arguments
# custom:
#   id: CFG004
#   name: env-order-reference
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "`$({0})` stays as it is: container `{container}` has no variable `{0}`"
#   help: 'add a variable `{0}` before its use; write `$$({0})` if the text itself is meant'
#   variants:
#     later:
#       message: "`$({0})` stays as it is: the variable `{0}` of container `{container}` is defined only later"
#       help: 'move `{0}` before `{1}` in `env`'
#     image:
#       message: "`$({0})` stays as it is: Kubernetes does not know the value that the image of container `{container}` gives `{0}`"
#       help: 'write out the value of the image, or set `{0}` in the command of the container'
#   rationale: >-
#     Kubernetes replaces what it knows at this point and leaves the rest untouched, without a word. The program then
#     connects to a host called `$(DB_HOST)`.
package kubevet.cfg.env_order_reference

deny contains [container.id, ["env", i, "value"], [name, user], extra] if {
	some container in input.containers
	some i, variable in container.c.env
	some name in references(variable.value)
	not has_more(container)
	not name in {other.name | some j, other in container.c.env; j < i}
	user := object.get(variable, "name", "")
	extra := problem(container.c, i, name, user)
}

deny contains [container.id, [field, i], [name]] if {
	some container in input.containers
	some field in ["command", "args"]
	some i, text in container.c[field]
	some name in references(text)
	looks_like_variable(name)
	not has_more(container)
	not name in {other.name | some other in object.get(container.c, "env", [])}
}

# The names in `$(NAME)`. Each pair of dollars is one dollar that means nothing.
references(text) := {name |
	some found in regex.find_all_string_submatch_n(`\$+\(([A-Za-z_][A-Za-z0-9_]*)\)`, text, -1)
	indexof(found[0], "(") % 2 == 1
	name := found[1]
} if {
	contains(text, "$(")
}

problem(c, i, name, user) := {"variant": "later"} if {
	name in {other.name | some j, other in c.env; j > i}
} else := {"variant": "image"} if {
	name == user
} else := {} if {
	looks_like_variable(name)
}

has_more(container) if count(container.c.envFrom) > 0

# Commands of shells are written in lower case, and Kubernetes adds variables for Services.
looks_like_variable(name) if {
	upper(name) == name
	not regex.match(`_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$`, name)
}
