# METADATA
# scope: package
# title: Replicas should not share one node
# description: >-
#   A Deployment or StatefulSet that keeps at least two pods, by the minimum of its autoscaler or else its replicas,
#   should spread them: by a `podAntiAffinity` term, required or preferred, that matches its own labels in its own
#   namespace on one of the topology keys in `keys`, or (with `accept_spread`) by such a topology spread
#   constraint. Pods that take a port of their node never share one, and pass. A constraint that does not select its own
#   pods is left to REL020.
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
# custom:
#   id: REL018
#   name: pod-anti-affinity-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Deployment, StatefulSet]
#   message: "nothing keeps the {0} replicas of {kind} `{name}` from running on one node"
#   help: "add a topology spread constraint on `kubernetes.io/hostname` that selects the labels of the pods"
#   variants:
#     unmatched:
#       message: "nothing keeps the {0} replicas of {kind} `{name}` from running on one node: what it says does not select its own pods by node or zone"
#       help: "let its `labelSelector` match the labels of the pod template, with `kubernetes.io/hostname` as `topologyKey`"
#   fix:
#     message: "prefer different nodes for the pods"
#     applicability: unsafe
#   rationale: >-
#     The scheduler likes to spread pods, but does not have to: after an upgrade of nodes all replicas may sit on
#     the one that came up first. When it goes, all are gone at once.
#   params:
#     keys: [kubernetes.io/hostname, topology.kubernetes.io/zone, topology.kubernetes.io/region]
#     accept_spread: true
#   sources:
#     - kube-linter:no-anti-affinity
#     - kube-score:deployment-has-host-podantiaffinity
#     - kube-score:statefulset-has-host-podantiaffinity
#     - kyverno:other/spread-pods-across-topology
#     - kyverno:other/create-pod-antiaffinity
package kubevet.rel.pod_anti_affinity_missing

deny contains [-2, ["spec", "template", "spec", "affinity", "podAntiAffinity"], [least], extra] if {
	least := least_replicas
	is_number(least)
	least >= 2
	count(labels) > 0
	not says_something
	not takes_a_port
	extra := object.union(fix, {"related": scalers})
}

deny contains [-2, place, [least], {"variant": "unmatched", "related": places}] if {
	least := least_replicas
	is_number(least)
	least >= 2
	count(labels) > 0
	says_something
	not kept_apart
	not spread
	not takes_a_port
	not only_constraints_of_others
	place := place_of_terms
	places := array.concat([[-1, ["spec", "template", "metadata", "labels"], "the labels of the pods"]], scalers)
}

least_replicas := min([autoscaler.min_replicas | some autoscaler in input.facts.autoscalers]) if {
	count(input.facts.autoscalers) > 0
} else := object.get(input.object, ["spec", "replicas"], 1)

# Whose minimum counts instead of `replicas`.
scalers := [[autoscaler.id, minimum[autoscaler.kind], "keeps at least {0}"] |
	some autoscaler in input.facts.autoscalers
	autoscaler.min_replicas == least_replicas
]

minimum := {"HorizontalPodAutoscaler": ["spec", "minReplicas"], "ScaledObject": ["spec", "minReplicaCount"]}

pods := object.get(input.object, ["spec", "template", "spec"], {})

# A Deployment without them is a patch: what it lacks stands elsewhere.
labels := object.get(input.object, ["spec", "template", "metadata", "labels"], {})

required := object.get(pods, ["affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"], [])

preferred := object.get(pods, ["affinity", "podAntiAffinity", "preferredDuringSchedulingIgnoredDuringExecution"], [])

constraints := [constraint |
	input.params.REL018.accept_spread
	some constraint in object.get(pods, "topologySpreadConstraints", [])
]

says_something if count(required) > 0

says_something if count(preferred) > 0

says_something if count(constraints) > 0

place_of_terms := ["spec", "template", "spec", "topologySpreadConstraints"] if {
	count(required) + count(preferred) == 0
} else := ["spec", "template", "spec", "affinity", "podAntiAffinity"]

kept_apart if {
	some term in required
	applies(term)
	in_namespace(term)
}

kept_apart if {
	some weighted in preferred
	applies(weighted.podAffinityTerm)
	in_namespace(weighted.podAffinityTerm)
}

spread if {
	some constraint in constraints
	applies(constraint)
}

# Then REL020 says what is wrong with them.
only_constraints_of_others if {
	count(required) + count(preferred) == 0
	every constraint in constraints {
		not selects(constraint)
	}
}

applies(term) if {
	term.topologyKey in input.params.REL018.keys
	selects(term)
}

# Whether a term or constraint is about the own pods.
selects(term) if {
	selector := object.get(term, "labelSelector", null)
	is_object(selector)
	every key, value in object.get(selector, "matchLabels", {}) {
		has_label(key, value)
	}
	every expression in object.get(selector, "matchExpressions", []) {
		holds(expression)
	}
	every key in object.get(term, "mismatchLabelKeys", []) {
		not labels[key]
	}
}

has_label(key, value) if labels[key] == value

has_label(key, _) if added(key)

holds(expression) if {
	expression.operator == "In"
	labels[expression.key] in expression.values
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

holds(expression) if added(expression.key)

# Labels that controllers add to their pods.
added(key) if key in {
	"pod-template-hash", "controller-revision-hash", "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index",
}

# A term counts in the namespaces that it names, else in the own one. Manifests without a namespace get one later.
in_namespace(term) if {
	count(object.get(term, "namespaces", [])) == 0
}

in_namespace(term) if input.namespace in object.get(term, "namespaces", [])

in_namespace(_) if object.get(input.object, ["metadata", "namespace"], "") == ""

in_namespace(term) if is_object(term.namespaceSelector)

# Two pods that want the same port of a node cannot share it.
takes_a_port if {
	some container in object.get(pods, "containers", [])
	some port in container.ports
	port.hostPort > 0
}

takes_a_port if {
	pods.hostNetwork == true
	some container in object.get(pods, "containers", [])
	some port in container.ports
	port.containerPort > 0
}

own_selector := object.get(input.object, ["spec", "selector"], null)

by_constraint := {"fix": [["set", ["spec", "template", "spec", "topologySpreadConstraints", "-"], {
	"maxSkew": 1,
	"topologyKey": "kubernetes.io/hostname",
	"whenUnsatisfiable": "ScheduleAnyway",
	"labelSelector": own_selector,
}]]}

by_term := {"fix": [["set", array.concat(anti_affinity, ["preferredDuringSchedulingIgnoredDuringExecution", "-"]), {
	"weight": 100,
	"podAffinityTerm": {"topologyKey": "kubernetes.io/hostname", "labelSelector": own_selector},
}]]}

anti_affinity := ["spec", "template", "spec", "affinity", "podAntiAffinity"]

fix := by_constraint if {
	fixable
	input.params.REL018.accept_spread
}

fix := by_term if {
	fixable
	not input.params.REL018.accept_spread
}

fix := {} if not fixable

fixable if {
	is_object(own_selector)
	"kubernetes.io/hostname" in input.params.REL018.keys
}
