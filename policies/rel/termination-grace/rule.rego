# METADATA
# scope: package
# title: Grace period should fit preStop
# description: >-
#   `terminationGracePeriodSeconds` (30 unless set) should not be 0, and a `preStop` hook should sleep for less: its
#   `sleep` (more than all of it the API server refuses), or a `sleep` command that it runs. More than `max` is a remark
#   (info): databases may need it. A DaemonSet on the network of its nodes may have 0, since its new pod can only start
#   when the old one is gone.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution
#   - https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
# custom:
#   id: REL029
#   name: termination-grace
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "the pods of {kind} `{name}` are killed without notice: `terminationGracePeriodSeconds` is 0"
#   help: "remove `terminationGracePeriodSeconds`, or set it to the seconds that a clean stop takes"
#   variants:
#     long:
#       message: "the pods of {kind} `{name}` may take {0} s to stop, more than {1} s"
#       help: "set `terminationGracePeriodSeconds` to {1} or less, or raise `max` if a clean stop takes that long"
#     hook:
#       message: "container `{container}` sleeps {0} s before it stops, and is killed after {1} s{2}"
#       help: "sleep shorter, or set `terminationGracePeriodSeconds` to more than {0}"
#   rationale: >-
#     The time that the hook takes is part of the grace period. What is left is all that the program has to finish its
#     requests; with nothing left, it is killed in the middle of them. With a very long one, drains hang for as long.
#   params:
#     max: 600
#   sources:
#     - kyverno:other/mutate-large-termination-gps
package kubevet.rel.termination_grace

deny contains [-1, ["terminationGracePeriodSeconds"], []] if {
	input.pod.spec.terminationGracePeriodSeconds == 0
	not gives_way
}

deny contains [-1, ["terminationGracePeriodSeconds"], [seconds, input.params.REL029.max], {"variant": "long", "severity": "info"}] if {
	seconds := input.pod.spec.terminationGracePeriodSeconds
	is_number(seconds)
	seconds > input.params.REL029.max
}

deny contains [container.id, ["lifecycle", "preStop", "sleep", "seconds"], [seconds, grace, origin], {"variant": "hook"}] if {
	some container in input.containers
	seconds := container.c.lifecycle.preStop.sleep.seconds
	grace > 0
	seconds == grace
}

deny contains [container.id, ["lifecycle", "preStop", "exec", "command"], [seconds, grace, origin], {"variant": "hook"}] if {
	some container in input.containers
	command := container.c.lifecycle.preStop.exec.command
	grace > 0
	seconds := max(sleeps(command))
	seconds >= grace
}

grace := seconds if {
	seconds := object.get(input.pod.spec, "terminationGracePeriodSeconds", 30)
	is_number(seconds)
}

origin := ", the default" if {
	object.get(input.pod.spec, "terminationGracePeriodSeconds", null) == null
} else := ", its `terminationGracePeriodSeconds`"

gives_way if {
	input.kind == "DaemonSet"
	input.pod.spec.hostNetwork == true
}

# The seconds of all `sleep` commands in a command line.
sleeps(command) := [seconds |
	some found in regex.find_all_string_submatch_n(`(?:^|[\s;&|(/])sleep\s+([0-9]{1,9})([smh]?)(?:$|[\s;&|)])`, concat(" ", command), -1)
	unit := {"": 1, "s": 1, "m": 60, "h": 3600}[found[2]]
	seconds := to_number(found[1]) * unit
]
