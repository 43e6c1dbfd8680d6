# METADATA
# scope: package
# title: Replicas should spread over zones
# description: >-
#   Where something in the run says that the cluster is on AWS, a Deployment or StatefulSet that keeps at least two
#   pods, by the minimum of its autoscaler or else its replicas, should spread them over zones: by a
#   topologySpreadConstraint or pod anti-affinity with the key `topology.kubernetes.io/zone`. That is left to REL019,
#   which asks it of all clusters, unless `left_to_topology_spread` is false. A StatefulSet with claims should not
#   forbid two pods in a zone (required anti-affinity) when it has more pods than there are `zones`.
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/best-practices/reliability.html
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
# custom:
#   id: EKS019
#   name: zone-spread
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [Deployment, StatefulSet]
#   yields_to: [REL019]
#   message: all {0} pods of {kind} `{name}` may run in one zone
#   help: "add a topologySpreadConstraint with `topologyKey: topology.kubernetes.io/zone`, `maxSkew: 1` and `whenUnsatisfiable: ScheduleAnyway`"
#   variants:
#     crowded:
#       message: "StatefulSet `{name}` wants {0} pods in as many zones, but there are {1}"
#       help: "prefer other zones instead of requiring them, or keep at most {1} pods"
#   params:
#     zones: 3
#     left_to_topology_spread: true
#   rationale: >-
#     Zones of AWS fail as a whole, and the scheduler spreads over them only as far as nothing else matters more.
#     Volumes of EBS make it final: a pod whose volume is in a zone that is gone or full has nowhere to go.
package kubevet.eks.zone_spread

deny contains [-2, ["spec", "template", "spec"], [least]] if {
	not input.params.EKS019.left_to_topology_spread
	input.facts.aws
	least := least_replicas
	is_number(least)
	least >= 2
	not spread
	not required_apart
	not preferably_apart
}

deny contains [-2, anti_affinity, [most, zones], {"variant": "crowded"}] if {
	count(input.object.spec.volumeClaimTemplates) > 0
	required_apart
	on_ebs
	most := input.object.spec.replicas
	zones := input.params.EKS019.zones
	most > zones
}

anti_affinity := ["spec", "template", "spec", "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]

zone_keys := {"topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"}

spread if {
	some constraint in input.object.spec.template.spec.topologySpreadConstraints
	constraint.topologyKey in zone_keys
}

required_apart if {
	some term in input.object.spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution
	term.topologyKey in zone_keys
}

preferably_apart if {
	some term in input.object.spec.template.spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution
	term.podAffinityTerm.topologyKey in zone_keys
}

on_ebs if {
	input.facts.aws
}

on_ebs if {
	some template in input.object.spec.volumeClaimTemplates
	template.spec.storageClassName in {"gp2", "gp3"}
}

least_replicas := min([autoscaler.min_replicas | some autoscaler in input.facts.autoscalers]) if {
	count(input.facts.autoscalers) > 0
}

least_replicas := object.get(input.object, ["spec", "replicas"], 1) if {
	count(input.facts.autoscalers) == 0
}
