package kubevet.eks.zone_spread_test

import data.kubevet.eks.zone_spread.deny

workload(replicas, pod, extra) := {
	"object": {"spec": object.union({"replicas": replicas, "template": {"spec": pod}}, extra)},
	"facts": {"aws": true, "autoscalers": []},
	"params": {"EKS019": {"zones": 3, "left_to_topology_spread": false}},
}

zone := "topology.kubernetes.io/zone"

apart := {"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "topology.kubernetes.io/zone"}]}}}

test_replicas_in_one_zone_are_found_on_aws if {
	deny == {[-2, ["spec", "template", "spec"], [2]]} with input as workload(2, {}, {})
	count(deny) == 1 with input as workload(1, {}, {}) with input.facts.autoscalers as [{"min_replicas": 3}]
	count(deny) == 1 with input as workload(2, {"topologySpreadConstraints": [{"topologyKey": "kubernetes.io/hostname"}]}, {})
	count(deny) == 0 with input as workload(2, {}, {}) with input.facts as {"autoscalers": []}
}

test_replicas_in_one_zone_are_left_to_the_rule_for_all_clusters if {
	count(deny) == 0 with input as workload(2, {}, {}) with input.params as data.defaults
}

test_spread_replicas_and_single_pods_pass if {
	count(deny) == 0 with input as workload(1, {}, {})
	count(deny) == 0 with input as workload(2, {"topologySpreadConstraints": [{"topologyKey": zone}]}, {})
	count(deny) == 0 with input as workload(2, apart, {})
	count(deny) == 0 with input as workload(2, {"affinity": {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"podAffinityTerm": {"topologyKey": zone}}]}}}, {})
}

test_more_pods_than_zones_are_found if {
	path := ["spec", "template", "spec", "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]
	claims := {"volumeClaimTemplates": [{"spec": {"storageClassName": "gp3"}}]}
	deny == {[-2, path, [5, 3], {"variant": "crowded"}]} with input as workload(5, apart, claims)
	count(deny) == 1 with input as workload(5, apart, claims) with input.facts as {"autoscalers": []}
	count(deny) == 0 with input as workload(3, apart, claims)
	count(deny) == 0 with input as workload(5, apart, {})
}
