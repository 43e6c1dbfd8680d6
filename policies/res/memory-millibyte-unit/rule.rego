# METADATA
# scope: package
# title: Memory quantities must not use the m suffix
# description: >-
#   Requests and limits for `memory` and `ephemeral-storage` must not end in `m`, which means thousandths of a byte, and
#   must not be a bare number of bytes, where a unit is likely missing. Zero passes, and so does what comes to 1 MiB or
#   more even so. From Kubernetes 1.34 on, the resources of a pod as a whole are judged too.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory
#   - https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
# custom:
#   id: RES017
#   name: memory-millibyte-unit
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: '`{0}: {1}` in the {3} of container `{container}` means {2} thousandths of a byte'
#   help: 'write `{0}: {2}Mi` for mebibytes or `{0}: {2}M` for megabytes'
#   variants:
#     bare:
#       message: '`{0}: {1}` in the {3} of container `{container}` means {1} bytes: a unit seems to be missing'
#       help: 'write `{0}: {1}Mi` for mebibytes, or `{0}: {1}Ki` for kibibytes'
#     pod:
#       message: '`{0}: {1}` in the {3} of the pod means {2} thousandths of a byte'
#       help: 'write `{0}: {2}Mi` for mebibytes or `{0}: {2}M` for megabytes'
#     pod_bare:
#       message: '`{0}: {1}` in the {3} of the pod means {1} bytes: a unit seems to be missing'
#       help: 'write `{0}: {1}Mi` for mebibytes, or `{0}: {1}Ki` for kibibytes'
#   rationale: >-
#     `m` is right for CPU, so it slips in here easily. A limit of a few bytes keeps the container from starting, or has
#     it killed at once; a request of a few bytes reserves nothing, so that the node runs out of memory.
package kubevet.res.memory_millibyte_unit

deny contains [container.id, ["resources", list, name], [name, value, number, list], extra] if {
	some container in input.containers
	some list, amounts in container.c.resources
	list in {"limits", "requests"}
	some name in ["memory", "ephemeral-storage"]
	value := amounts[name]
	[number, kind] := fault(value)
	extra := of_container[kind]
}

deny contains [-1, ["resources", list, "memory"], ["memory", value, number, list], {"variant": variant}] if {
	input.minor >= 34
	some list, amounts in input.pod.spec.resources
	list in {"limits", "requests"}
	value := amounts.memory
	[number, kind] := fault(value)
	variant := of_pod[kind]
}

of_container := {"fraction": {}, "bare": {"variant": "bare"}}

of_pod := {"fraction": "pod", "bare": "pod_bare"}

fault(value) := [number, "fraction"] if {
	is_string(value)
	endswith(value, "m")
	number := trim_suffix(value, "m")
	thousandths := to_number(number)
	thousandths > 0
	thousandths < 1048576000
}

fault(value) := [value, "bare"] if {
	number := to_number(value)
	number > 0
	number < 1048576
}
