# METADATA
# scope: package
# title: Pods should not hold too many containers
# description: >-
#   A pod should have at most `max` containers, native sidecars among them. Init containers that end before the others
#   start are not counted.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/
# custom:
#   id: RES018
#   name: max-containers-per-pod
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{kind} `{name}` has {0} containers, more than {1}'
#   help: 'move what does not need the same network and volumes into pods of its own'
#   rationale: >-
#     Containers of one pod are scheduled, moved and restarted together, and none of them can be scaled alone.
#   params:
#     max: 4
#   sources:
#     - kyverno:other/limit-containers-per-pod
package kubevet.res.max_containers_per_pod

deny contains [-1, ["containers"], [number, most], {"key": true}] if {
	most := input.params.RES018.max
	number := count([1 | some container in input.containers; container.type in {"main", "sidecar"}])
	number > most
}
