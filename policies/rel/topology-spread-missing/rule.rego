# METADATA
# scope: package
# title: Replicas should spread over topology domains
# description: >-
#   A Deployment or StatefulSet that keeps at least two pods, by the minimum of its autoscaler or else its replicas,
#   should have a topology spread constraint on one of `keys`, or with `require_all` on each of them.
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
# custom:
#   id: REL019
#   name: topology-spread-missing
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [Deployment, StatefulSet]
#   message: "{kind} `{name}` does not spread its {0} replicas over `{1}`"
#   help: "add a topology spread constraint on `{1}` that selects the labels of the pods"
#   fix:
#     message: "spread the pods over `{1}` where that is possible"
#     applicability: unsafe
#   rationale: >-
#     Without a constraint of its own a workload gets what the scheduler likes best at the moment, which may be one
#     zone for all replicas. When that zone fails, everything does.
#   params:
#     keys: [topology.kubernetes.io/zone]
#     require_all: false
#   sources:
#     - polaris:topologySpreadConstraint
#     - kyverno:other/topologyspreadconstraints-policy
#     - kyverno:other/spread-pods-across-topology
package kubevet.rel.topology_spread_missing

deny contains [-2, ["spec", "template", "spec", "topologySpreadConstraints"], [least, key], extra] if {
	least := least_replicas
	is_number(least)
	least >= 2
	some i, key in unused
	wanted(i)
	extra := object.union(fix(key), {"related": scalers})
}

# All keys that are not there count, or, if one is enough, the first as long as there is none.
wanted(_) if input.params.REL019.require_all

wanted(i) if {
	i == 0
	not input.params.REL019.require_all
	count(unused) == count(input.params.REL019.keys)
}

unused := [key |
	some key in input.params.REL019.keys
	not key in used
]

used := {constraint.topologyKey | some constraint in input.object.spec.template.spec.topologySpreadConstraints}

least_replicas := min([autoscaler.min_replicas | some autoscaler in input.facts.autoscalers]) if {
	count(input.facts.autoscalers) > 0
} else := object.get(input.object, ["spec", "replicas"], 1)

# Whose minimum counts instead of `replicas`.
scalers := [[autoscaler.id, minimum[autoscaler.kind], "keeps at least {0}"] |
	some autoscaler in input.facts.autoscalers
	autoscaler.min_replicas == least_replicas
]

minimum := {"HorizontalPodAutoscaler": ["spec", "minReplicas"], "ScaledObject": ["spec", "minReplicaCount"]}

fix(key) := {"fix": [["set", ["spec", "template", "spec", "topologySpreadConstraints", "-"], {
	"maxSkew": 1,
	"topologyKey": key,
	"whenUnsatisfiable": "ScheduleAnyway",
	"labelSelector": selector,
}]]} if is_object(selector)

fix(_) := {} if not is_object(selector)

selector := object.get(input.object, ["spec", "selector"], null)
