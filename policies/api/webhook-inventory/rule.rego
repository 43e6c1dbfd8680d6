# METADATA
# scope: package
# title: Admission webhooks are listed and must fail safely
# description: >-
#   Every admission webhook is listed as an info. It is a warning where a webhook that must answer (`failurePolicy: Fail`,
#   the default) judges objects of Kubernetes itself in kube-system or in the namespace it runs in, because no selector
#   and no match condition spares them, and where `timeoutSeconds` is above 10.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
#   - https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/
# custom:
#   id: API011
#   name: webhook-inventory
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [ValidatingWebhookConfiguration, MutatingWebhookConfiguration]
#   message: "the admission webhook `{0}` sees {1}"
#   help: check that you know who runs it, and what it may read and change
#   variants:
#     fails:
#       message: "when the admission webhook `{0}` is down, nothing can start in namespace {1}"
#       help: "spare the namespaces with a `namespaceSelector`: `kubernetes.io/metadata.name` `NotIn` {1}"
#     slow:
#       message: "each request may wait {1} seconds for the admission webhook `{0}`"
#       help: 'write a `timeoutSeconds` of at most 10; 1 to 5 is enough for most'
#   rationale: >-
#     A webhook reads what is applied to the cluster, Secrets among it, and may change it. One that must answer, and
#     stands in the way of its own pods or those of kube-system, keeps a broken cluster from being repaired.
#   sources:
#     - kubescape:C-0036
#     - kubescape:C-0039
#     - kubescape:C-0192
package kubevet.api.webhook_inventory

deny contains [-2, ["webhooks", i, "name"], [name, resources]] if {
	some i, hook in input.object.webhooks
	name := object.get(hook, "name", "")
	resources := seen(hook)
}

deny contains [-2, ["webhooks", i, "failurePolicy"], [name, in_the_way], {"variant": "fails", "severity": "warning"}] if {
	some i, hook in input.object.webhooks
	object.get(hook, "failurePolicy", "Fail") == "Fail"
	sees_workloads(hook)
	not has_condition(hook)
	in_the_way := {namespace |
		some namespace in {"kube-system", object.get(hook, ["clientConfig", "service", "namespace"], "kube-system")}
		not spares(hook, namespace)
	}
	count(in_the_way) > 0
	name := object.get(hook, "name", "")
}

deny contains [-2, ["webhooks", i, "timeoutSeconds"], [name, seconds], {"variant": "slow", "severity": "warning"}] if {
	some i, hook in input.object.webhooks
	seconds := hook.timeoutSeconds
	seconds > 10
	seconds <= 30
	name := object.get(hook, "name", "")
}

seen(hook) := resources if {
	resources := {resource |
		some rule in hook.rules
		some resource in rule.resources
	}
	count(resources) > 0
} else := "nothing, because it has no rules"

# Who only judges custom resources keeps no pod from starting.
sees_workloads(hook) if {
	some rule in hook.rules
	object.get(rule, "scope", "*") != "Cluster"
	some group in rule.apiGroups
	group in {"", "*", "apps", "batch", "coordination.k8s.io", "discovery.k8s.io"}
	some operation in rule.operations
	operation in {"*", "CREATE", "UPDATE"}
}

has_condition(hook) if count(hook.matchConditions) > 0

has_condition(hook) if count(hook.objectSelector) > 0

# Of the labels of a namespace only the one for its name is known. A selector that asks for others spares namespaces
# which nobody has labelled; one that shuns others is taken for labels that somebody has set.
spares(hook, namespace) if {
	some key, value in hook.namespaceSelector.matchLabels
	not is_name_of(key, value, namespace)
}

spares(hook, namespace) if {
	some expression in hook.namespaceSelector.matchExpressions
	not admits(expression, namespace)
}

is_name_of(key, value, namespace) if {
	key == "kubernetes.io/metadata.name"
	value == namespace
}

admits(expression, namespace) if {
	expression.key == "kubernetes.io/metadata.name"
	expression.operator == "NotIn"
	every value in expression.values {
		value != namespace
	}
}

admits(expression, namespace) if {
	expression.key == "kubernetes.io/metadata.name"
	expression.operator == "In"
	namespace in expression.values
}

admits(expression, _) if {
	expression.key == "kubernetes.io/metadata.name"
	expression.operator == "Exists"
}
