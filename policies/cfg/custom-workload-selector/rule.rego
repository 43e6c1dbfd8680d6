# METADATA
# scope: package
# title: Workloads of other APIs must select their own pods
# description: >-
#   The selector of a DeploymentConfig of OpenShift or of a Rollout of Argo must match the labels of its own pod
#   template. A workload without a selector, or whose template stands elsewhere (`workloadRef`), is not judged. For the
#   workloads of Kubernetes itself VAL010 says the same.
# related_resources:
#   - https://docs.openshift.com/container-platform/latest/applications/deployments/what-deployments-are.html
#   - https://argo-rollouts.readthedocs.io/en/stable/features/specification/
# custom:
#   id: CFG001
#   name: custom-workload-selector
#   severity: error
#   profile: default
#   scope: object
#   kinds: [apps.openshift.io/DeploymentConfig, argoproj.io/Rollout]
#   message: "{kind} `{name}` does not select its own pods: they lack `{0}: {1}`"
#   help: "add `{0}: {1}` to the labels of the pod template, or correct the selector"
#   variants:
#     other:
#       message: "{kind} `{name}` does not select its own pods: it asks for `{0}: {1}`, but they have `{0}: {2}`"
#       help: "write `{0}: {1}` in the labels of the pod template, or `{0}: {2}` in the selector"
#     expression:
#       message: "{kind} `{name}` does not select its own pods: `{0}` of the label `{1}` does not hold for them"
#       help: "give the pod template a label `{1}` that fits, or correct the expression"
#   rationale: >-
#     The controller would make pods and not find them again, so it refuses to work: nothing is rolled out, and what ran
#     before runs on.
#   sources:
#     - kube-linter:mismatching-selector
#     - kubescape:C-0296
package kubevet.cfg.custom_workload_selector

deny contains [-2, ["spec", "template"], [key, wanted], {}] if {
	input.object.spec.template
	some key, wanted in wanted_labels
	not key in object.keys(labels)
}

deny contains [-2, ["spec", "template", "metadata", "labels", key], [key, wanted, found], {"variant": "other"}] if {
	some key, wanted in wanted_labels
	some own, found in labels
	own == key
	found != wanted
}

deny contains [-2, ["spec", "selector", "matchExpressions", index], [operator, key], {"variant": "expression"}] if {
	input.object.spec.template
	some index, expression in input.object.spec.selector.matchExpressions
	operator := expression.operator
	key := expression.key
	not holds(expression)
}

# Of a DeploymentConfig the selector is a plain map.
wanted_labels := input.object.spec.selector if input.kind == "DeploymentConfig"

wanted_labels := input.object.spec.selector.matchLabels if input.kind == "Rollout"

labels := object.get(input.object, ["spec", "template", "metadata", "labels"], {})

holds(expression) if {
	expression.operator == "In"
	object.get(labels, expression.key, null) in expression.values
}

holds(expression) if {
	expression.operator == "NotIn"
	every value in expression.values {
		object.get(labels, expression.key, null) != value
	}
}

holds(expression) if {
	expression.operator == "Exists"
	object.get(labels, expression.key, null) != null
}

holds(expression) if {
	expression.operator == "DoesNotExist"
	object.get(labels, expression.key, null) == null
}
