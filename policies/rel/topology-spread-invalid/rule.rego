# METADATA
# scope: package
# title: Topology spread constraints must be effective
# description: >-
#   A topology spread constraint must select the pods it is part of, name a `topologyKey`, have a `maxSkew` of at
#   least 1, and `whenUnsatisfiable: DoNotSchedule` or `ScheduleAnyway`; `minDomains` must be at least 1, and goes
#   with `DoNotSchedule` only. Labels that controllers add to their pods count as there.
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
#       help: "let `labelSelector` match the labels of the pod template"
#     skew:
#       message: "the topology spread constraint needs a `maxSkew` of at least 1, and has {0}"
#       help: "set `maxSkew: 1`"
#     key:
#       message: "the topology spread constraint does not say what to spread over"
#       help: "set `topologyKey: kubernetes.io/hostname` for nodes, or `topology.kubernetes.io/zone` for zones"
#     unsatisfiable:
#       message: "`whenUnsatisfiable` of the topology spread constraint is {0}"
#       help: "write `DoNotSchedule` or `ScheduleAnyway`"
#     domains:
#       message: "`minDomains` of the topology spread constraint must be at least 1, and is {0}"
#       help: "write 1 or more, or remove `minDomains`"
#     domains_unused:
#       message: "`minDomains` goes with `whenUnsatisfiable: DoNotSchedule` only"
#       help: "remove `minDomains`, or set `whenUnsatisfiable: DoNotSchedule`"
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

deny contains [-1, ["topologySpreadConstraints", i, "labelSelector"], [], {"variant": "unmatched"}] if {
	some i, constraint in input.pod.spec.topologySpreadConstraints
	input.group in {"", "apps", "batch", "argoproj.io"}
	is_object(constraint.labelSelector)
	not is_patch
	unmatched(constraint.labelSelector)
}

deny contains [-1, ["topologySpreadConstraints", i, "maxSkew"], [given], {"variant": "skew"}] if {
	some i, constraint in input.pod.spec.topologySpreadConstraints
	skew := object.get(constraint, "maxSkew", null)
	too_small(skew)
	given := shown(skew)
}

deny contains [-1, ["topologySpreadConstraints", i, "topologyKey"], [], {"variant": "key"}] if {
	some i, constraint in input.pod.spec.topologySpreadConstraints
	object.get(constraint, "topologyKey", "") == ""
}

deny contains [-1, ["topologySpreadConstraints", i, "whenUnsatisfiable"], [given], {"variant": "unsatisfiable"}] if {
	some i, constraint in input.pod.spec.topologySpreadConstraints
	answer := object.get(constraint, "whenUnsatisfiable", null)
	not answer in {"DoNotSchedule", "ScheduleAnyway"}
	given := shown(answer)
}

deny contains [-1, ["topologySpreadConstraints", i, "minDomains"], [domains], {"variant": "domains"}] if {
	some i, constraint in input.pod.spec.topologySpreadConstraints
	domains := constraint.minDomains
	is_number(domains)
	domains < 1
}

deny contains [-1, ["topologySpreadConstraints", i, "minDomains"], [], {"variant": "domains_unused"}] if {
	some i, constraint in input.pod.spec.topologySpreadConstraints
	constraint.minDomains >= 1
	constraint.whenUnsatisfiable == "ScheduleAnyway"
}

too_small(skew) if skew == null

too_small(skew) if {
	is_number(skew)
	skew < 1
}

shown(value) := "not set" if {
	value == null
} else := value

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
