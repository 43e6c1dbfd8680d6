# METADATA
# scope: package
# title: Pod must not be of QoS class BestEffort
# description: >-
#   Some container or init container of a pod should have a request or a limit for CPU or memory, more than zero. A default of
#   a LimitRange of the namespace counts and, from Kubernetes 1.34 on, resources of the pod as a whole. RES001 and RES002
#   report the same pods, container by container, so this rule reports only when it is selected.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
# custom:
#   id: RES011
#   name: qos-best-effort
#   severity: warning
#   profile: off
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [LimitRange]
#   yields_to: [RES001, RES002]
#   message: "the pods of {kind} `{name}` are of QoS class BestEffort: no container requests CPU or memory"
#   help: 'set `resources.requests` for `cpu` and `memory` in its containers'
#   rationale: >-
#     BestEffort pods go first: the kubelet evicts them before all others when the node runs low, and under load they get the
#     CPU that is left over.
#   sources:
#     - kyverno:other/require-qos-burstable
package kubevet.res.qos_best_effort

deny contains [-1, ["containers"], [], {"key": true}] if {
	count(input.containers) > 0
	not any_container_reserves
	not given_by_limit_range
	not given_by_pod
}

any_container_reserves if {
	some container in input.containers
	some list, amounts in container.c.resources
	list in {"requests", "limits"}
	some name in ["cpu", "memory"]
	positive(amounts[name])
}

given_by_limit_range if {
	some range in input.facts.limit_ranges
	some name in ["cpu", "memory"]
	name in range.default_requests
}

given_by_pod if {
	input.minor >= 34
	some list in ["requests", "limits"]
	some name in ["cpu", "memory"]
	positive(input.pod.spec.resources[list][name])
}

positive(quantity) if {
	is_number(quantity)
	quantity > 0
}

positive(quantity) if {
	is_string(quantity)
	units.parse(quantity) > 0
}
