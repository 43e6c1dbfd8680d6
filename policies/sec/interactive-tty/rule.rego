# METADATA
# scope: package
# title: Containers should not keep stdin or a TTY open
# description: >-
#   Main containers, sidecars and init containers should not set `stdin: true` or `tty: true`.
# related_resources:
#   - https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#debugging
# custom:
#   id: SEC041
#   name: interactive-tty
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` keeps {0} open
#   help: remove {0}; `kubectl exec -it` and `kubectl debug -it` need neither
#   fix:
#     message: remove {0}
#     applicability: unsafe
#   rationale: >-
#     They let `kubectl attach` type into the running program. Mostly they are left from trying something out; a
#     shell that waits for a terminal in production waits for an intruder.
#   sources:
#     - gatekeeper:general/disallowinteractive
package kubevet.sec.interactive_tty

deny contains [container.id, [first], [names], extra] if {
	some container in input.containers
	container.type != "ephemeral"
	open := [field | some field in ["stdin", "tty"]; container.c[field] == true]
	first := open[0]
	names := [name | some field in open; name := concat("", ["`", field, "`"])]
	extra := {"key": true, "fix": [["remove", [field]] | some field in open]}
}
