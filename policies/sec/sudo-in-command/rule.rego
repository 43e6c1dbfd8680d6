# METADATA
# scope: package
# title: Container commands must not use sudo
# description: >-
#   In main containers, sidecars and init containers no element of `command` may be `sudo`, with or without a path,
#   and no script in `command` or `args` may start a program with it.
# related_resources:
#   - https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
# custom:
#   id: SEC040
#   name: sudo-in-command
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` starts a program with sudo
#   help: remove `sudo`; do at build time what needs root, or do it in an init container of its own
#   rationale: >-
#     sudo only works where a user may become root, so whoever breaks into the program may too. With
#     `allowPrivilegeEscalation` set to false it does not work at all, and for root it does nothing.
#   sources:
#     - kubescape:C-0062
package kubevet.sec.sudo_in_command

deny contains [container.id, [field, i], []] if {
	some container in input.containers
	container.type != "ephemeral"
	some field in ["command", "args"]
	some i, text in container.c[field]
	contains(text, "sudo")
	calls_sudo(field, text)
}

calls_sudo("command", text) if regex.match(`^(\S*/)?sudo$`, text)

# Where a script starts a program: at its start, at that of a line, after an operator or after a word of the shell.
# `apt-get install sudo` starts another one.
calls_sudo(_, text) if {
	regex.match("(^|[\\n;&|(!{`]|\\b(then|do|else|exec|if|while|until|time)\\s)\\s*(/[^\\s]*/)?sudo\\s+\\S", text)
}
