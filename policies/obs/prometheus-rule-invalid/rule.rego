# METADATA
# scope: package
# title: Alert rules should have severity and for
# description: >-
#   Every alert of a PrometheusRule should have the label `severity` and the annotation `summary`, and no second alert of the
#   object the same name with the same labels; every group should have a name. With `require_for`, alerts must also say `for`
#   how long something must be wrong. Alerts with an expression that is always true, such as Watchdog, need no `for`.
# related_resources:
#   - https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
#   - https://prometheus-operator.dev/docs/developer/alerting/
# custom:
#   id: OBS004
#   name: prometheus-rule-invalid
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [monitoring.coreos.com/PrometheusRule]
#   message: 'alert `{0}` has no label `severity`'
#   help: 'add `severity: warning`, or another that your Alertmanager knows, to its `labels`'
#   variants:
#     summary:
#       message: 'alert `{0}` has no annotation `summary`'
#       help: 'add a `summary` to its `annotations`: one line that tells what is wrong'
#     for:
#       message: 'alert `{0}` fires at once, without `for`'
#       help: 'add `for`, such as `for: 5m`, so that a short dip wakes nobody'
#     twice:
#       message: 'alert `{0}` stands here a second time with the same labels'
#       help: 'remove one, or tell them apart by a label'
#     group:
#       message: 'a group of PrometheusRule `{name}` has no name'
#       help: 'give it a `name` of its own'
#   rationale: >-
#     The severity decides who is called and when, the summary is what they read at night. Two alerts that nothing tells apart
#     are one to the Alertmanager: one of them resolves what the other one raises.
#   params:
#     require_for: false
package kubevet.obs.prometheus_rule_invalid

deny contains [-2, path, [alert], {}] if {
	some [g, r, alert, rule] in alerts
	not rule.labels.severity
	path := ["spec", "groups", g, "rules", r, "labels", "severity"]
}

deny contains [-2, path, [alert], {"variant": "summary"}] if {
	some [g, r, alert, rule] in alerts
	not rule.annotations.summary
	path := ["spec", "groups", g, "rules", r, "annotations", "summary"]
}

deny contains [-2, path, [alert], {"variant": "for"}] if {
	input.params.OBS004.require_for
	some [g, r, alert, rule] in alerts
	not rule["for"]
	not always(rule)
	path := ["spec", "groups", g, "rules", r, "for"]
}

deny contains [-2, ["spec", "groups", g, "rules", r, "alert"], [alert], extra] if {
	some i, [g, r, alert, rule] in alerts
	labels := object.get(rule, "labels", {})
	earlier := [["spec", "groups", group, "rules", index, "alert"] |
		some j, [group, index, name, other] in alerts
		j < i
		name == alert
		object.get(other, "labels", {}) == labels
	]
	first := earlier[0]
	extra := {"variant": "twice", "related": [[-1, first, "first written here"]]}
}

deny contains [-2, ["spec", "groups", g, "name"], [], {"variant": "group"}] if {
	some g, group in input.object.spec.groups
	object.get(group, "name", "") == ""
}

alerts := [[g, r, rule.alert, rule] |
	some g, group in input.object.spec.groups
	some r, rule in group.rules
	is_string(rule.alert)
]

always(rule) if startswith(rule.expr, "vector(")
