package kubevet.rel.topology_spread_missing_test

import data.kubevet.rel.topology_spread_missing.deny

zone := "topology.kubernetes.io/zone"

host := "kubernetes.io/hostname"

workload(constraints) := {
	"object": {"spec": {"replicas": 3, "selector": {"matchLabels": {"app": "web"}}, "template": {"spec": {"topologySpreadConstraints": constraints}}}},
	"facts": {"autoscalers": []},
	"params": data.defaults,
}

path := ["spec", "template", "spec", "topologySpreadConstraints"]

found(key) := [-2, path, [3, key], {"fix": [["set", array.concat(path, ["-"]), {
	"maxSkew": 1,
	"topologyKey": key,
	"whenUnsatisfiable": "ScheduleAnyway",
	"labelSelector": {"matchLabels": {"app": "web"}},
}]], "related": []}]

test_no_constraint_is_denied if {
	deny == {found(zone)} with input as workload([])
	deny == {found(zone)} with input as workload([{"topologyKey": host}])
}

test_one_key_is_enough if {
	count(deny) == 0 with input as workload([{"topologyKey": host}]) with input.params.REL019.keys as [zone, host]
}

test_all_keys_can_be_asked_for if {
	all := {"keys": [zone, host], "require_all": true}
	one := {found(zone)}
	both := {found(zone), found(host)}
	deny == one with input as workload([{"topologyKey": host}]) with input.params.REL019 as all
	deny == both with input as workload([]) with input.params.REL019 as all
}

test_a_constraint_or_one_pod_passes if {
	count(deny) == 0 with input as workload([{"topologyKey": zone}])
	count(deny) == 0 with input as workload([]) with input.object.spec.replicas as 1
	count(deny) == 0 with input as workload([]) with input.facts.autoscalers as [{"min_replicas": 1}]
}
