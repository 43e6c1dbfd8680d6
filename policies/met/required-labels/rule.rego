# METADATA
# scope: package
# title: Required labels must be present and match
# description: >-
#   Objects of the kinds in `kinds` (`all` stands for every kind) should have the labels that `labels` lists, and with
#   `in_template` their pod templates too. An entry is a key, or a key and a regular expression that the whole value must
#   match: `team=red|blue`. `presets` adds lists of keys: `recommended` those that Kubernetes recommends, `kubecost`
#   those that tell who pays.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
# custom:
#   id: MET003
#   name: required-labels
#   severity: info
#   profile: strict
#   scope: object
#   kinds: ["*", PodSpec]
#   message: "{kind} `{name}` lacks the label `{0}`"
#   help: "add `{0}` to `metadata.labels`"
#   rationale: >-
#     Labels are how people and tools find what belongs together: dashboards, network policies, bills. What lacks them is
#     found by nobody when it matters.
#   variants:
#     mismatch:
#       message: "the label `{0}` of {kind} `{name}` is `{1}`, which does not match `{2}`"
#       help: "write a value that matches `{2}`"
#     template:
#       message: "the pods of {kind} `{name}` lack the label `{0}`"
#       help: "add `{0}` to `metadata.labels` of the pod template"
#     template_mismatch:
#       message: "the label `{0}` of the pods of {kind} `{name}` is `{1}`, which does not match `{2}`"
#       help: "write a value that matches `{2}`"
#   params:
#     labels: [app.kubernetes.io/name]
#     in_template: true
#     presets: []
#     kinds: [Pod, Deployment, StatefulSet, DaemonSet, Job, CronJob]
#   sources:
#     - kube-linter:required-label-owner
#     - gatekeeper:general/requiredlabels
#     - kubescape:C-0076
#     - kubescape:C-0077
#     - kyverno:best-practices/require-labels
#     - kyverno:other/metadata-match-regex
#     - kyverno:kubecost/require-kubecost-labels
package kubevet.met.required_labels

deny contains [-2, ["metadata", "labels", key], [key], {}] if {
	judged_kind
	labels := object.get(input.object, ["metadata", "labels"], {})
	some key in required
	not key in object.keys(labels)
}

deny contains [-2, ["metadata", "labels", key], [key, value, pattern], {"variant": "mismatch"}] if {
	judged_kind
	some key, value in input.object.metadata.labels
	pattern := patterns[key]
	not matches(pattern, value)
}

deny contains [-3, ["metadata", "labels", key], [key], {"variant": "template"}] if {
	in_template
	some key in required
	not key in object.keys(input.pod.labels)
}

deny contains [-3, ["metadata", "labels", key], [key, value, pattern], {"variant": "template_mismatch"}] if {
	in_template
	some key, value in input.pod.labels
	pattern := patterns[key]
	not matches(pattern, value)
}

judged_kind if input.kind in input.params.MET003.kinds

judged_kind if "all" in input.params.MET003.kinds

# The labels of a Pod are those of the object.
in_template if {
	input.params.MET003.in_template
	input.kind != "Pod"
	judged_kind
	input.pod
}

required contains key if {
	some entry in input.params.MET003.labels
	key := split(entry, "=")[0]
}

required contains key if {
	some name in input.params.MET003.presets
	some key in presets[name]
}

presets := {
	"recommended": {
		"app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/version",
		"app.kubernetes.io/component", "app.kubernetes.io/part-of", "app.kubernetes.io/managed-by",
	},
	"kubecost": {"owner", "team", "department", "app", "env"},
}

# The expression that a key must match, of the entries that have one.
patterns[key] := pattern if {
	some entry in input.params.MET003.labels
	at := indexof(entry, "=")
	at > 0
	key := substring(entry, 0, at)
	pattern := substring(entry, at + 1, -1)
}

matches(pattern, value) if regex.match(concat("", ["^(?:", pattern, ")$"]), value)
