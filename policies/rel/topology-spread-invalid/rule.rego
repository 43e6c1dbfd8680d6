# METADATA
# scope: package
# title: Topology spread constraints must be effective
# description: >-
#   A topology spread constraint must have a `labelSelector`, and one that matches the labels of its own pods. Labels
#   that controllers add to their pods count as there. Values that the API server refuses (of `maxSkew`,
#   `topologyKey`, `whenUnsatisfiable` and `minDomains`) are not reported again.
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
# custom:
#   id: REL020
#   name: topology-spread-invalid
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "the topology spread constraint selects no pods: it has no `labelSelector`"
#   help: "add a `labelSelector` with the labels of the pods"
#   variants:
#     unmatched:
#       message: "the topology spread constraint does not select the pods of {kind} `{name}` themselves"
#       help: "let `labelSelector` match the labels of the pods: {0}"
#   fix:
#     message: "select the pods as {kind} `{name}` does"
#     applicability: safe
#   rationale: >-
#     Nobody sees that a constraint does nothing: the pods start, all in one zone perhaps. It counts the pods that
#     its selector matches, so one without a selector, or with that of another workload, never finds any skew.
#   sources:
#     - kube-score:pod-topology-spread-constraints
package kubevet.rel.topology_spread_invalid

deny contains [-1, ["topologySpreadConstraints", i, "labelSelector"], [], extra] if {
	some i, constraint in input.pod.spec.topologySpreadConstraints
	object.get(constraint, "labelSelector", null) == null
	extra := fix(i, constraint)
}

deny contains [-1, ["topologySpreadConstraints", i, "labelSelector"], [labels], extra] if {
	some i, constraint in input.pod.spec.topologySpreadConstraints
	input.group in {"", "apps", "batch", "argoproj.io"}
	is_object(constraint.labelSelector)
	not is_patch
	unmatched(constraint.labelSelector)
	labels := [concat(": ", [key, value]) | some key, value in input.pod.labels; not key in added]
	extra := {"variant": "unmatched", "related": [[-1, labels_of_pods, "the labels of the pods"]]}
}

# A selector of an API that has one selects the pods. With DoNotSchedule, a constraint that begins to work may keep pods waiting.
fix(i, constraint) := {"fix": [["set", ["topologySpreadConstraints", i, "labelSelector"], selector]], "applicability": how} if {
	input.kind in {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout"}
	selector := object.get(input.object, ["spec", "selector"], null)
	is_object(selector)
	how := applicability(constraint)
} else := {}

applicability(constraint) := "safe" if {
	constraint.whenUnsatisfiable == "ScheduleAnyway"
} else := "unsafe"

labels_of_pods := ["metadata", "labels"] if {
	input.kind == "Pod"
} else := ["spec", "jobTemplate", "spec", "template", "metadata", "labels"] if {
	input.kind == "CronJob"
} else := ["template", "metadata", "labels"] if {
	input.kind == "PodTemplate"
} else := ["spec", "template", "metadata", "labels"]

# A template without any label is a patch: the labels stand elsewhere.
is_patch if {
	input.kind != "Pod"
	count(input.pod.labels) == 0
}

unmatched(selector) if {
	some key, value in selector.matchLabels
	object.get(input.pod.labels, key, null) != value
	not key in added
}

unmatched(selector) if {
	some expression in selector.matchExpressions
	fails(expression)
	not expression.key in added
}

fails(expression) if {
	expression.operator == "In"
	every value in expression.values {
		object.get(input.pod.labels, expression.key, null) != value
	}
}

fails(expression) if {
	expression.operator == "NotIn"
	object.get(input.pod.labels, expression.key, null) in expression.values
}

fails(expression) if {
	expression.operator == "Exists"
	object.get(input.pod.labels, expression.key, null) == null
}

fails(expression) if {
	expression.operator == "DoesNotExist"
	object.get(input.pod.labels, expression.key, null) != null
}

# Labels that controllers add to their pods.
added := {
	"pod-template-hash", "rollouts-pod-template-hash", "controller-revision-hash",
	"statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index",
	"job-name", "controller-uid", "batch.kubernetes.io/job-name", "batch.kubernetes.io/controller-uid",
	"batch.kubernetes.io/job-completion-index",
}
