# METADATA
# scope: package
# title: ServiceMonitor must select a Service of the bundle
# description: >-
#   The selector of a ServiceMonitor should match the labels of a Service in the namespaces it looks in, that of a
#   PodMonitor the labels of pods. Where the manifests hold no Service at all, or no pods there, nothing is said; where
#   they hold Services but none in these namespaces, it is a hint. An empty selector without `namespaceSelector`, which
#   selects everything beside it, is a hint too. Services and pods that the Prometheus operator makes, and those of
#   kube-system, count as there.
# related_resources:
#   - https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitorSpec
#   - https://prometheus-operator.dev/docs/platform/troubleshooting/
# custom:
#   id: OBS001
#   name: service-monitor-targets-nothing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [monitoring.coreos.com/ServiceMonitor, monitoring.coreos.com/PodMonitor]
#   looks_for: [Service, Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob]
#   message: "{kind} `{name}` selects no {0} in {1}"
#   help: make the selector equal to labels of what it should select, or name the namespace in `namespaceSelector`; tell of Services elsewhere by `--assume-present`
#   variants:
#     value:
#       message: "{kind} `{name}` selects no {0}: it asks for `{1}: {2}`, but `{1}` of {3} is `{4}`"
#       help: "write `{1}: {4}` here, or `{1}: {2}` there"
#     label:
#       message: "{kind} `{name}` selects no {0}: {2} has no label `{1}`"
#       help: "remove `{1}` here, or add it to the labels there"
#     all:
#       message: "{kind} `{name}` selects all {0} of namespace `{namespace}`"
#       help: "name labels in `selector`, or the namespaces in `namespaceSelector` if all are meant"
#       looks_for: []
#   rationale: >-
#     Prometheus says nothing about a monitor that finds no targets: there are no metrics, and alerts on values that do
#     not exist never fire.
#   sources:
#     - kube-linter:dangling-servicemonitor
package kubevet.obs.service_monitor_targets_nothing

deny contains [-2, ["spec", "selector"], [sought, where], {"severity": severity}] if {
	judged
	not input.facts.nearest
}

deny contains [-2, path, [sought, key, wanted, who, found], extra] if {
	judged
	near := input.facts.nearest
	found := near.found
	wanted := near.wanted
	key := near.key
	path := way(key)
	who := owner(near)
	extra := {"variant": "value", "related": [[near.id, near.path, "the label is here"]]}
}

deny contains [-2, path, [sought, key, who], extra] if {
	judged
	near := input.facts.nearest
	not near.found
	key := near.key
	path := way(key)
	who := owner(near)
	extra := {"variant": "label", "related": [[near.id, near.path, "the labels are here"]]}
}

deny contains [-2, ["spec", "selector"], [sought], {"severity": "info", "variant": "all"}] if {
	selects_all
	not input.object.spec.namespaceSelector
}

judged if {
	input.kind == "ServiceMonitor"
	input.facts.services_in_run
	count(input.facts.selected_services) == 0
	asks
}

judged if {
	input.kind == "PodMonitor"
	input.facts.any_in_reach
	count(input.facts.selected) == 0
	asks
}

asks if {
	not input.facts.made_elsewhere
	not selects_all
}

selects_all if {
	count(object.get(input.object, ["spec", "selector", "matchLabels"], {})) == 0
	count(object.get(input.object, ["spec", "selector", "matchExpressions"], [])) == 0
}

severity := "warning" if input.facts.any_in_reach

severity := "info" if not input.facts.any_in_reach

sought := "Services" if input.kind == "ServiceMonitor"

sought := "pods" if input.kind == "PodMonitor"

where := "any namespace" if any_namespace

where := concat("", ["namespace `", concat("`, `", names), "`"]) if not any_namespace

any_namespace if input.object.spec.namespaceSelector.any == true

names := object.get(input.object, ["spec", "namespaceSelector", "matchNames"], [input.namespace])

owner(near) := concat("", [near.kind, " `", near.name, "`"])

way(key) := ["spec", "selector", "matchLabels", key] if input.object.spec.selector.matchLabels[key]

way(key) := ["spec", "selector", "matchExpressions"] if not input.object.spec.selector.matchLabels[key]
