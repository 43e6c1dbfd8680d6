# METADATA
# scope: package
# title: Pod should be of QoS class Guaranteed
# description: >-
#   Every container, init containers and sidecars among them, should set limits of CPU and memory, and requests either
#   equal to these or left out; or the pod should do so for all its containers together, from Kubernetes 1.34 on.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
# custom:
#   id: RES010
#   name: qos-guaranteed
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{kind} `{name}` is not of QoS class Guaranteed, because of {0} of container `{1}`'
#   help: 'set requests and limits of CPU and memory to equal amounts'
#   rationale: >-
#     When a node runs out of memory, pods of class Guaranteed are the last to be stopped. One value that is missing
#     is enough to lose that.
#   sources:
#     - kyverno:other/require-qos-guaranteed
package kubevet.res.qos_guaranteed

deny contains [-1, [], [field, name]] if {
	not guaranteed_by_pod
	found := [[container.name, part] |
		some container in input.containers
		container.type != "ephemeral"
		some part in ["cpu", "memory"]
		not guaranteed(container.c, part)
	]
	[name, field] := found[0]
}

guaranteed(holder, resource) if {
	limit := holder.resources.limits[resource]
	amount(limit) > 0
	amount(object.get(holder.resources, ["requests", resource], limit)) == amount(limit)
}

guaranteed_by_pod if {
	input.minor >= 34
	guaranteed(input.pod.spec, "cpu")
	guaranteed(input.pod.spec, "memory")
}

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
