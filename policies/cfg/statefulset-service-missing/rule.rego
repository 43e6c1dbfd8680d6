# METADATA
# scope: package
# title: StatefulSet serviceName must name a headless Service
# description: >-
#   `serviceName` of a StatefulSet must be set (an info from 1.34 on, where it is optional) and name a Service among the
#   manifests, in the same namespace, with `clusterIP: None` and a selector that matches the pods.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
#   - https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
# custom:
#   id: CFG007
#   name: statefulset-service-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [StatefulSet]
#   message: Service `{0}` is not there in namespace `{namespace}`, so the pods get no names
#   help: 'add a Service `{0}` with `clusterIP: None` that selects the pods, or name it with `--assume-present`'
#   variants:
#     near:
#       message: Service `{0}` is not there in namespace `{namespace}`, so the pods get no names
#       help: "correct the name: there is a Service `{1}`"
#     absent:
#       message: StatefulSet `{name}` names no Service, so its pods get no names of their own
#       help: 'add a Service with `clusterIP: None` that selects the pods, and name it in `serviceName`'
#     not_headless:
#       message: Service `{0}` is not headless, so it gives the pods no names
#       help: 'name a Service with `clusterIP: None`; clients may go on using this one'
#     not_selected:
#       message: Service `{0}` does not select the pods, so it gives them no names
#       help: make the selector of the Service equal to labels of the pods
#   rationale: >-
#     The name `web-0.web` of a pod comes from this Service, and only from a headless one that selects it. Without,
#     the members of a cluster do not find each other, and the API server says nothing.
#   sources:
#     - kube-score:statefulset-has-servicename
package kubevet.cfg.statefulset_service_missing

path := ["spec", "serviceName"]

deny contains [-2, path, [], {"variant": "absent", "severity": severity}] if {
	input.object.spec.selector
	object.get(input.object.spec, "serviceName", "") == ""
}

deny contains [-2, path, [name]] if {
	some reference in missing
	not reference.nearest
	name := reference.name
}

deny contains [-2, path, [name, near], extra] if {
	some reference in missing
	near := reference.nearest
	name := reference.name
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is a Service `{1}`"]]}
}

deny contains [-2, path, [name], {"variant": "not_headless", "related": [[id, ["spec", "clusterIP"], "the Service"]]}] if {
	service := input.facts.governing_service
	service.headless == false
	name := service.name
	id := service.id
}

deny contains [-2, path, [name], {"variant": "not_selected", "related": [[id, ["spec", "selector"], "its selector"]]}] if {
	service := input.facts.governing_service
	service.headless
	service.selects_pods == false
	name := service.name
	id := service.id
}

severity := "info" if {
	input.minor >= 34
} else := "warning"

missing contains reference if {
	some reference in input.facts.missing
	reference.kind == "Service"
	reference.path == path
}
