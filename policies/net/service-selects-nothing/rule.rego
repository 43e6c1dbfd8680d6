# METADATA
# scope: package
# title: Service selectors must match a pod of the bundle
# description: >-
#   The selector of a Service should match the labels of some pods of its namespace, those that operators make for
#   their resources among them. ExternalName Services, Services without a selector, those with Endpoints or an
#   EndpointSlice, and those that ask for labels which only an absent operator gives are left out, as are those whose
#   selector asks for one of the labels in `ignored_labels`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
# custom:
#   id: NET011
#   name: service-selects-nothing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Service]
#   looks_for: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob]
#   message: Service `{name}` selects no pods in namespace `{namespace}`
#   help: make the selector equal to labels of the pod template, or name their workload with `--assume-present`
#   rationale: >-
#     A Service that selects nothing has no endpoints. Connections to it fail at run time, while everything looks
#     healthy: nothing in the cluster reports it.
#   variants:
#     value:
#       message: "Service `{name}` selects no pods: it asks for `{2}: {3}`, but the pods of {0} `{1}` have `{2}: {4}`"
#       help: "write `{2}: {4}` here, or `{2}: {3}` in the pod template"
#     label:
#       message: "Service `{name}` selects no pods: those of {0} `{1}` lack its label `{2}`"
#       help: remove `{2}` here, or add it to the labels of the pod template
#   params:
#     ignored_labels: []
#   sources:
#     - kube-linter:dangling-service
#     - kube-score:service-targets-pod
#     - kubescape:C-0293
package kubevet.net.service_selects_nothing

deny contains [-2, ["spec", "selector"], []] if {
	judged
	not input.facts.nearest
}

deny contains [-2, ["spec", "selector", key], [kind, name, key, wanted, found], extra] if {
	judged
	near := input.facts.nearest
	found := near.found
	kind := near.kind
	name := near.name
	key := near.key
	wanted := near.wanted
	extra := {"variant": "value", "related": [[near.id, near.path, "the pods have `{4}`"]]}
}

deny contains [-2, ["spec", "selector", key], [kind, name, key], extra] if {
	judged
	near := input.facts.nearest
	not near.found
	kind := near.kind
	name := near.name
	key := near.key
	extra := {"variant": "label", "related": [[near.id, near.path, "the labels of the pods"]]}
}

judged if {
	count(input.facts.selected) == 0
	not input.facts.made_elsewhere
	not input.facts.has_endpoints
	selector := input.object.spec.selector
	count(selector) > 0
	not external
	not ignored
}

external if input.object.spec.type == "ExternalName"

ignored if {
	some label in input.params.NET011.ignored_labels
	input.object.spec.selector[label]
}
