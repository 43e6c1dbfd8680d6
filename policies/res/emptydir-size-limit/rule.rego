# METADATA
# scope: package
# title: emptyDir volumes should have a sizeLimit
# description: >-
#   Every emptyDir volume should have a `sizeLimit`. Volumes in memory (`medium: Memory`) are reported as warnings, because
#   their bytes count as memory of the pod. A volume without any source is an emptyDir; those in huge pages are bounded
#   already. Where `size_limit` is set, it is what the fix writes.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
#   - https://kubernetes.io/docs/concepts/storage/ephemeral-storage/
# custom:
#   id: RES015
#   name: emptydir-size-limit
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: 'volume `{0}` may fill the disk of its node: it is an `emptyDir` without a `sizeLimit`'
#   help: 'set `emptyDir.sizeLimit`, for example `sizeLimit: 1Gi`'
#   variants:
#     memory:
#       message: 'volume `{0}` lies in memory and may use all that the pod or its node has: it is an `emptyDir` without a `sizeLimit`'
#       help: 'set `emptyDir.sizeLimit`, for example `sizeLimit: 64Mi`, and count it in the memory limits of the containers'
#   fix:
#     message: 'set `sizeLimit: {1}`'
#     applicability: unsafe
#   rationale: >-
#     Without a limit an emptyDir grows until the disk of the node is full, and takes the other pods with it; in memory, it
#     grows until containers are killed. With a limit, the kubelet evicts the one pod that is to blame.
#   params:
#     size_limit: ""
#   sources:
#     - kyverno:other/require-emptydir-requests-limits
package kubevet.res.emptydir_size_limit

deny contains [-1, ["volumes", i, "emptyDir", "sizeLimit"], [name, size], extra] if {
	some i, volume in input.pod.spec.volumes
	volume.emptyDir
	not volume.emptyDir.sizeLimit
	not in_memory(volume)
	not in_huge_pages(volume)
	name := object.get(volume, "name", "")
	size := input.params.RES015.size_limit
	extra := fix(i, size)
}

deny contains [-1, ["volumes", i, "emptyDir", "sizeLimit"], [name, size], extra] if {
	some i, volume in input.pod.spec.volumes
	in_memory(volume)
	not volume.emptyDir.sizeLimit
	name := object.get(volume, "name", "")
	size := input.params.RES015.size_limit
	extra := object.union(fix(i, size), {"severity": "warning", "variant": "memory"})
}

# Nothing but a name: the API server makes it an emptyDir.
deny contains [-1, ["volumes", i], [name, size], {}] if {
	some i, volume in input.pod.spec.volumes
	count(volume) == 1
	name := volume.name
	size := input.params.RES015.size_limit
}

in_memory(volume) if volume.emptyDir.medium == "Memory"

# Bounded by what the containers request of huge pages.
in_huge_pages(volume) if startswith(volume.emptyDir.medium, "HugePages")

fix(_, size) := {} if size == ""

fix(i, size) := {"fix": [["set", ["volumes", i, "emptyDir", "sizeLimit"], size]]} if size != ""
