# METADATA
# scope: package
# title: Requests far above a profile bound
# description: >-
#   A container should not request more than `cpu` or `memory`, and all replicas of a workload together not more than
#   `total_cpu` and `total_memory`; an empty text is no bound.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# custom:
#   id: COS002
#   name: oversized-request
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` requests {0} of {1}, more than {2}'
#   help: 'request what the container uses at its busiest; an autoscaler adds pods, not size'
#   variants:
#     total:
#       message: '{0} replicas of {kind} `{name}` together request more {1} than {2}'
#       help: 'ask for fewer replicas or less for each'
#   rationale: >-
#     What is requested is paid for, used or not, and a pod that needs half a node keeps nodes half empty.
#   params:
#     cpu: "4"
#     memory: 16Gi
#     total_cpu: ""
#     total_memory: ""
#   sources: []
package kubevet.cos.oversized_request

deny contains [container.id, ["resources", "requests", resource], [value, resource, bound]] if {
	some container in input.containers
	container.type != "ephemeral"
	some resource in ["cpu", "memory"]
	value := container.c.resources.requests[resource]
	bound := input.params.COS002[resource]
	bound != ""
	amount(value) > amount(bound)
}

deny contains [-2, ["spec", "replicas"], [replicas, resource, bound], {"variant": "total"}] if {
	some resource in ["cpu", "memory"]
	bound := input.params.COS002[concat("_", ["total", resource])]
	bound != ""
	replicas := input.object.spec.replicas
	each := sum([amount(value) |
		some container in input.containers
		container.type in {"main", "sidecar"}
		value := container.c.resources.requests[resource]
	])
	each * replicas > amount(bound)
}

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
