# METADATA
# scope: package
# title: Cost allocation labels must be present
# description: >-
#   The pods of a workload should have the labels in `labels`, by which bills are divided.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
# custom:
#   id: COS003
#   name: cost-labels
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: 'the pods of {kind} `{name}` lack the label `{0}`'
#   help: 'add `{0}` to the labels of the pod template'
#   rationale: >-
#     Tools that divide the bill of a cluster go by labels of pods. What bears none is paid for by all, and saved on
#     by nobody.
#   params:
#     labels: [team, cost-center, env]
#   sources:
#     - kyverno:kubecost/require-kubecost-labels
package kubevet.cos.cost_labels

deny contains [-3, ["metadata", "labels", label], [label]] if {
	some label in input.params.COS003.labels
	object.get(input.pod.labels, label, "") == ""
}
