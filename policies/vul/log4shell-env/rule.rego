# METADATA
# scope: package
# title: log4j message look-ups off
# description: >-
#   A container whose image matches one of `images` (globs of the whole image) should set the variable
#   `LOG4J_FORMAT_MSG_NO_LOOKUPS` to `true`. A value that comes from elsewhere counts as true.
# related_resources:
#   - https://logging.apache.org/security.html#CVE-2021-44228
# custom:
#   id: VUL005
#   name: log4shell-env
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` leaves the look-ups of log4j on'
#   help: 'set the variable `LOG4J_FORMAT_MSG_NO_LOOKUPS` to `"true"`, and update log4j to 2.17.1 or later'
#   rationale: >-
#     With CVE-2021-44228, whoever makes an old log4j write a text of theirs runs code in the container. The variable
#     helps versions 2.10 to 2.14 until they are updated.
#   params:
#     images: []
#   sources:
#     - kyverno:other/mitigate-log4shell
package kubevet.vul.log4shell_env

deny contains [container.id, ["env"], []] if {
	some container in input.containers
	container.type != "ephemeral"
	some pattern in input.params.VUL005.images
	glob.match(pattern, null, container.image)
	count([1 | some variable in container.c.env; switched_off(variable)]) == 0
}

switched_off(variable) if {
	variable.name == "LOG4J_FORMAT_MSG_NO_LOOKUPS"
	lower(object.get(variable, "value", "true")) == "true"
}
