# METADATA
# scope: package
# title: Requests and limits must lie inside configured bounds
# description: >-
#   Requests and limits of containers and init containers must lie between the bounds that the parameters set:
#   `cpu_request_min`, `cpu_request_max`, `cpu_limit_min` and so on, and the same for `memory`. An empty text is no
#   bound. Values that are not set are left to other rules.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# custom:
#   id: RES006
#   name: resource-range
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` sets {0} to {1}, above the {2} that is allowed'
#   help: 'write at most {2}'
#   variants:
#     small:
#       message: 'container `{container}` sets {0} to {1}, below the {2} that is asked for'
#       help: 'write at least {2}'
#   rationale: >-
#     One container that asks for more than a node has waits for ever; one that may take more than its share takes it
#     from its neighbours.
#   params:
#     cpu_request_min: ""
#     cpu_request_max: ""
#     cpu_limit_min: ""
#     cpu_limit_max: ""
#     memory_request_min: ""
#     memory_request_max: ""
#     memory_limit_min: ""
#     memory_limit_max: ""
#   sources:
#     - gatekeeper:general/containerlimits
#     - gatekeeper:general/containerrequests
#     - kubescape:C-0050
#     - kubescape:C-0004
package kubevet.res.resource_range

deny contains [container.id, ["resources", part, resource], [field, value, bound]] if {
	some container in input.containers
	container.type != "ephemeral"
	some [part, resource, key] in fields
	value := container.c.resources[part][resource]
	bound := input.params.RES006[concat("_", [key, "max"])]
	bound != ""
	amount(value) > amount(bound)
	field := concat(".", [part, resource])
}

deny contains [container.id, ["resources", part, resource], [field, value, bound], {"variant": "small"}] if {
	some container in input.containers
	container.type != "ephemeral"
	some [part, resource, key] in fields
	value := container.c.resources[part][resource]
	bound := input.params.RES006[concat("_", [key, "min"])]
	bound != ""
	amount(value) < amount(bound)
	field := concat(".", [part, resource])
}

fields := [
	["requests", "cpu", "cpu_request"], ["limits", "cpu", "cpu_limit"],
	["requests", "memory", "memory_request"], ["limits", "memory", "memory_limit"],
]

amount(quantity) := quantity if is_number(quantity)

amount(quantity) := units.parse(quantity) if is_string(quantity)
