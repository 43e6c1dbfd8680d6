package kubevet.rel.pod_anti_affinity_missing_test

import data.kubevet.rel.pod_anti_affinity_missing.deny

workload(pods) := {
	"namespace": "shop",
	"object": {
		"metadata": {"namespace": "shop"},
		"spec": {"replicas": 2, "template": {"metadata": {"labels": {"app": "web"}}, "spec": pods}},
	},
	"facts": {"autoscalers": []},
	"params": data.defaults,
}

anti(term) := {"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [object.union({"topologyKey": "kubernetes.io/hostname"}, term)]}}}

weighted(term) := {"affinity": {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1, "podAffinityTerm": object.union({"topologyKey": "topology.kubernetes.io/zone"}, term)}]}}}

constraint(selector) := {"topologySpreadConstraints": [{"topologyKey": "kubernetes.io/hostname", "maxSkew": 1, "labelSelector": selector}]}

own := {"labelSelector": {"matchLabels": {"app": "web"}}}

missing := {[-2, ["spec", "template", "spec", "affinity", "podAntiAffinity"], [2], {"related": []}]}

unmatched(steps) := {[-2, array.concat(["spec", "template", "spec"], steps), [2], {"variant": "unmatched", "related": [own_labels]}]}

own_labels := [-1, ["spec", "template", "metadata", "labels"], "the labels of the pods"]

test_nothing_said_is_denied if {
	deny == missing with input as workload({})
}

test_the_fix_spreads_over_nodes if {
	selector := {"matchLabels": {"app": "web"}}
	constraint_fix := {"maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": selector}
	some [_, _, _, extra] in deny with input as workload({}) with input.object.spec.selector as selector
	extra.fix == [["set", ["spec", "template", "spec", "topologySpreadConstraints", "-"], constraint_fix]]
}

test_terms_about_others_are_denied if {
	every term in [
		{"labelSelector": {"matchLabels": {"app": "api"}}},
		{"labelSelector": {"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]}},
		{"labelSelector": {"matchExpressions": [{"key": "app", "operator": "DoesNotExist"}]}},
		{},
		object.union(own, {"topologyKey": "example.com/rack"}),
		object.union(own, {"namespaces": ["other"]}),
		object.union(own, {"mismatchLabelKeys": ["app"]}),
	] {
		deny == unmatched(["affinity", "podAntiAffinity"]) with input as workload(anti(term))
		deny == unmatched(["affinity", "podAntiAffinity"]) with input as workload(weighted(term))
	}
}

test_terms_about_the_own_pods_pass if {
	every term in [
		own,
		{"labelSelector": {}},
		{"labelSelector": {"matchExpressions": [{"key": "app", "operator": "In", "values": ["web", "api"]}]}},
		{"labelSelector": {"matchExpressions": [{"key": "app", "operator": "Exists"}, {"key": "old", "operator": "DoesNotExist"}]}},
		object.union(own, {"matchLabelKeys": ["pod-template-hash"], "namespaces": ["shop"]}),
		object.union(own, {"namespaces": ["other"], "namespaceSelector": {}}),
	] {
		count(deny) == 0 with input as workload(anti(term))
		count(deny) == 0 with input as workload(weighted(term))
	}
}

test_a_spread_constraint_passes_unless_it_must_not if {
	count(deny) == 0 with input as workload(constraint({"matchLabels": {"app": "web"}}))
	deny == missing with input as workload(constraint({"matchLabels": {"app": "web"}})) with input.params.REL018.accept_spread as false
	rack := {"topologySpreadConstraints": [{"topologyKey": "example.com/rack", "maxSkew": 1, "labelSelector": {"matchLabels": {"app": "web"}}}]}
	deny == unmatched(["topologySpreadConstraints"]) with input as workload(rack)
}

test_a_constraint_about_others_is_left_to_another_rule if {
	count(deny) == 0 with input as workload(constraint({"matchLabels": {"app": "api"}}))
	both := object.union(constraint({"matchLabels": {"app": "api"}}), anti({"labelSelector": {"matchLabels": {"app": "api"}}}))
	deny == unmatched(["affinity", "podAntiAffinity"]) with input as workload(both)
}

test_the_autoscaler_whose_minimum_counts_is_shown if {
	found := deny with input as workload({}) with input.facts.autoscalers as [{"id": 9, "kind": "ScaledObject", "min_replicas": 3}]
	[[args, extra] | some [_, _, args, extra] in found] == [[[3], {"related": [[9, ["spec", "minReplicaCount"], "keeps at least {0}"]]}]]
}

test_few_pods_and_pods_that_cannot_share_a_node_pass if {
	count(deny) == 0 with input as workload({}) with input.object.spec.replicas as 1
	count(deny) == 0 with input as workload({}) with input.facts.autoscalers as [{"min_replicas": 1}]
	count(deny) == 0 with input as workload({"containers": [{"ports": [{"containerPort": 80, "hostPort": 80}]}]})
	count(deny) == 0 with input as workload({"hostNetwork": true, "containers": [{"ports": [{"containerPort": 80}]}]})
}

test_a_patch_passes if {
	count(deny) == 0 with input as workload(anti(own)) with input.object.spec.template.metadata as {}
	count(deny) == 0 with input as workload({}) with input.object.spec.template.metadata as {}
}
