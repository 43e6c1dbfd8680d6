package kubevet.rel.min_replicas_test

import data.kubevet.rel.min_replicas.deny

workload(kind, spec) := {
	"kind": kind,
	"object": {"spec": spec},
	"facts": {"autoscalers": [], "services": [], "services_in_run": false},
	"params": data.defaults,
}

web := {"id": 1, "name": "web", "headless": false, "ports": [{"name": "http", "number": 80}, {"name": "metrics", "number": 9090}]}

remark(variant) := {[-2, ["spec", "replicas"], [1, 2, " (its default)"], {"severity": "info", "variant": variant}]}

denied := {[-2, ["spec", "replicas"], [1, 2, " (its default)"], {"fix": [["set", ["spec", "replicas"], 2]]}]}

test_one_replica_is_denied if {
	deny == {[-2, ["spec", "replicas"], [1, 2, ""], {"fix": [["set", ["spec", "replicas"], 2]]}]} with input as workload("Deployment", {"replicas": 1})
	deny == denied with input as workload("Deployment", {})
	deny == denied with input as workload("DeploymentConfig", {})
}

test_two_none_or_scaled_ones_pass if {
	count(deny) == 0 with input as workload("Deployment", {"replicas": 2})
	count(deny) == 0 with input as workload("Deployment", {"replicas": 0})
	count(deny) == 0 with input as workload("Deployment", {}) with input.facts.autoscalers as [{"id": 1}]
}

test_the_minimum_and_the_kinds_can_be_set if {
	deny == {[-2, ["spec", "replicas"], [2, 3, ""], {"fix": [["set", ["spec", "replicas"], 3]]}]} with input as workload("Deployment", {"replicas": 2})
		with input.params.REL001.min as 3
	count(deny) == 0 with input as workload("StatefulSet", {})
	deny == denied with input as workload("StatefulSet", {}) with input.params.REL001.kinds as ["StatefulSet"]
}

test_only_targets_of_services_can_be_asked if {
	count(deny) == 0 with input as workload("Deployment", {}) with input.params.REL001.only_service_targets as true
	deny == denied with input as workload("Deployment", {}) with input.params.REL001.only_service_targets as true
		with input.facts.services as [web]
}

test_one_pod_at_a_time_is_a_remark if {
	deny == remark("recreate") with input as workload("Deployment", {"strategy": {"type": "Recreate"}})
	deny == denied with input as workload("Deployment", {"strategy": {"type": "RollingUpdate"}})
}

test_pods_that_nobody_calls_are_a_remark if {
	deny == remark("uncalled") with input as workload("Deployment", {}) with input.facts.services_in_run as true
	deny == denied with input as workload("Deployment", {}) with input.facts.services_in_run as true with input.facts.services as [web]
}

test_who_only_measures_does_not_call if {
	metrics := object.union(web, {"ports": [{"name": "http-metrics", "number": 9090}]})
	deny == remark("uncalled") with input as workload("Deployment", {}) with input.facts.services_in_run as true with input.facts.services as [metrics]
	deny == denied with input as workload("Deployment", {}) with input.facts.services_in_run as true with input.facts.services as [metrics, web]
	deny == denied with input as workload("Deployment", {}) with input.facts.services_in_run as true
		with input.facts.services as [object.union(web, {"ports": []})]
}

test_there_is_no_fix_for_pods_that_share_a_claim if {
	shared := {"template": {"spec": {"volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]}}}
	deny == {[-2, ["spec", "replicas"], [1, 2, " (its default)"], {}]} with input as workload("Deployment", shared)
}
