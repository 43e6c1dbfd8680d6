# METADATA
# scope: package
# title: Probe commands must not use debugging tools
# description: >-
#   The command of an `exec` liveness probe, of main containers and sidecars, must not call one of `denied`.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
# custom:
#   id: SEC058
#   name: debug-exec-commands
#   severity: warning
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: the liveness probe of container `{container}` calls `{0}`
#   help: 'ask the program itself: with `httpGet`, `tcpSocket` or `grpc`'
#   rationale: >-
#     That a process is in a list, or a file in a folder, does not say that the program answers. Such tools cost
#     time at every probe, `jcmd` even stops the Java machine, and the image must carry them for it.
#   params:
#     denied: [jcmd, ps, ls]
#   sources:
#     - kyverno:other/deny-commands-in-exec-probe
package kubevet.sec.debug_exec_commands

deny contains [container.id, ["livenessProbe", "exec", "command", i], [tool]] if {
	some container in input.containers
	container.type in {"main", "sidecar"}
	some i, text in container.c.livenessProbe.exec.command
	some word in regex.split("[\\s;|&()<>\"'`]+", text)
	parts := split(word, "/")
	tool := parts[count(parts) - 1]
	tool in input.params.SEC058.denied
}
