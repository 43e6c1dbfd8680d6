# METADATA
# scope: package
# title: app.kubernetes.io/instance should equal the name
# description: >-
#   The label `app.kubernetes.io/instance` of a workload should be the name of the workload. In a Helm release, where
#   it is the name of the release by convention, leave the rule off.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
# custom:
#   id: MET006
#   name: instance-label-mismatch
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{kind} `{name}` lacks the label `app.kubernetes.io/instance`'
#   help: 'add `app.kubernetes.io/instance: {name}` to `metadata.labels`'
#   variants:
#     other:
#       message: 'the label `app.kubernetes.io/instance` of {kind} `{name}` is `{0}`'
#       help: 'write `{name}`'
#   rationale: >-
#     Dashboards and commands that look for an instance by its name do not find a workload that bears another one, or
#     none.
#   sources:
#     - polaris:metadataAndInstanceMismatched
package kubevet.met.instance_label_mismatch

deny contains [-2, ["metadata", "labels", label], []] if {
	input.name != ""
	not label in object.keys(object.get(input.object, ["metadata", "labels"], {}))
}

deny contains [-2, ["metadata", "labels", label], [found], {"variant": "other"}] if {
	input.name != ""
	found := input.object.metadata.labels[label]
	found != input.name
}

label := "app.kubernetes.io/instance"
