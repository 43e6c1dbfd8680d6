package kubevet.rel.min_replicas_test

import data.kubevet.rel.min_replicas.deny

workload(kind, spec) := {
	"kind": kind,
	"object": {"spec": spec},
	"facts": {"autoscalers": [], "services": [], "claims": []},
	"params": data.defaults,
}

denied("info") := {[-2, ["spec", "replicas"], [1, 2], {"severity": "info"}]}

denied("warning") := {[-2, ["spec", "replicas"], [1, 2], {"severity": "warning", "fix": [["set", ["spec", "replicas"], 2]]}]}

test_one_replica_is_denied if {
	deny == denied("warning") with input as workload("Deployment", {"replicas": 1})
	deny == denied("warning") with input as workload("Deployment", {})
}

test_two_none_or_scaled_ones_pass if {
	count(deny) == 0 with input as workload("Deployment", {"replicas": 2})
	count(deny) == 0 with input as workload("Deployment", {"replicas": 0})
	count(deny) == 0 with input as workload("Deployment", {}) with input.facts.autoscalers as [{"id": 1}]
}

test_the_minimum_and_the_kinds_can_be_set if {
	deny == {[-2, ["spec", "replicas"], [2, 3], {"severity": "warning", "fix": [["set", ["spec", "replicas"], 3]]}]} with input as workload("Deployment", {"replicas": 2})
		with input.params.REL001.min as 3
	count(deny) == 0 with input as workload("StatefulSet", {})
	deny == denied("warning") with input as workload("StatefulSet", {}) with input.params.REL001.kinds as ["StatefulSet"]
}

test_only_targets_of_services_can_be_asked if {
	count(deny) == 0 with input as workload("Deployment", {}) with input.params.REL001.only_service_targets as true
	deny == denied("warning") with input as workload("Deployment", {}) with input.params.REL001.only_service_targets as true
		with input.facts.services as [{"id": 1}]
}

test_a_volume_that_allows_one_pod_makes_it_a_remark if {
	recreated := workload("Deployment", {"strategy": {"type": "Recreate"}})
	deny == denied("info") with input as recreated with input.facts.claims as [{"access_modes": ["ReadWriteOnce"]}]
	deny == denied("warning") with input as recreated with input.facts.claims as [{"access_modes": ["ReadWriteOnce", "ReadWriteMany"]}]
}

test_there_is_no_fix_for_pods_that_share_a_claim if {
	shared := {"template": {"spec": {"volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]}}}
	deny == {[-2, ["spec", "replicas"], [1, 2], {"severity": "warning"}]} with input as workload("Deployment", shared)
}
