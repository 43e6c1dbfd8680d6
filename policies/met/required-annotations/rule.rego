# METADATA
# scope: package
# title: Required annotations must be present and match
# description: >-
#   Objects of the kinds in `kinds` (`all` stands for every kind) should have the annotations that `annotations` lists.
#   An entry is a key, or a key and a regular expression that the whole value must match:
#   `example.com/contact=.+@example\.com`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
# custom:
#   id: MET004
#   name: required-annotations
#   severity: info
#   profile: "off"
#   scope: object
#   kinds: ["*"]
#   message: "{kind} `{name}` lacks the annotation `{0}`"
#   help: "add `{0}` to `metadata.annotations`"
#   rationale: >-
#     Annotations such as a contact or the address of a runbook save the minutes that count. They are there when they are
#     needed only if somebody asks for them before.
#   variants:
#     mismatch:
#       message: "the annotation `{0}` of {kind} `{name}` is `{1}`, which does not match `{2}`"
#       help: "write a value that matches `{2}`"
#   params:
#     annotations: []
#     kinds: [Pod, Deployment, StatefulSet, DaemonSet, Job, CronJob]
#   sources:
#     - kube-linter:required-annotation-email
#     - gatekeeper:general/requiredannotations
#     - kyverno:other/require-annotations
package kubevet.met.required_annotations

deny contains [-2, ["metadata", "annotations", key], [key], {}] if {
	some entry in input.params.MET004.annotations
	judged_kind
	key := split(entry, "=")[0]
	annotations := object.get(input.object, ["metadata", "annotations"], {})
	not key in object.keys(annotations)
}

deny contains [-2, ["metadata", "annotations", key], [key, value, pattern], {"variant": "mismatch"}] if {
	some entry in input.params.MET004.annotations
	judged_kind
	at := indexof(entry, "=")
	at > 0
	key := substring(entry, 0, at)
	pattern := substring(entry, at + 1, -1)
	value := input.object.metadata.annotations[key]
	not matches(pattern, value)
}

judged_kind if input.kind in input.params.MET004.kinds

judged_kind if "all" in input.params.MET004.kinds

matches(pattern, value) if regex.match(concat("", ["^(?:", pattern, ")$"]), value)
