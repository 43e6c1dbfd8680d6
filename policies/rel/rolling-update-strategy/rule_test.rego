package kubevet.rel.rolling_update_strategy_test

import data.kubevet.rel.rolling_update_strategy.deny

workload(kind, spec) := {"kind": kind, "object": {"spec": spec}, "facts": {"services": [], "claims": []}, "params": data.defaults}

recreate(volumes) := workload("Deployment", {"strategy": {"type": "Recreate"}, "template": {"spec": {"volumes": volumes}}})

denied(severity) := {[-2, ["spec", "strategy", "type"], [], {"severity": severity, "fix": [["set", ["spec", "strategy", "type"], "RollingUpdate"]]}]}

by_volume := {[-2, ["spec", "strategy", "type"], [], {"severity": "info", "variant": "volume"}]}

on_delete := {[-2, ["spec", "updateStrategy", "type"], [], {"severity": "warning", "variant": "on_delete", "fix": [["set", ["spec", "updateStrategy", "type"], "RollingUpdate"]]}]}

test_recreate_is_denied if {
	deny == denied("warning") with input as recreate([])
	deny == denied("warning") with input as recreate([{"name": "tmp", "emptyDir": {}}])
}

test_on_delete_is_denied if {
	deny == on_delete with input as workload("DaemonSet", {"updateStrategy": {"type": "OnDelete"}})
	deny == on_delete with input as workload("StatefulSet", {"updateStrategy": {"type": "OnDelete"}})
}

test_deployment_configs_roll_under_another_name if {
	path := ["spec", "strategy", "type"]
	config := {[-2, path, ["Recreate"], {"severity": "warning", "variant": "config", "fix": [["set", path, "Rolling"]]}]}
	deny == config with input as workload("DeploymentConfig", {"strategy": {"type": "Recreate"}})
	count(deny) == 0 with input as workload("DeploymentConfig", {"strategy": {"type": "Rolling"}})
	count(deny) == 0 with input as workload("DeploymentConfig", {})
}

test_rolling_passes if {
	count(deny) == 0 with input as workload("Deployment", {})
	count(deny) == 0 with input as workload("Deployment", {"strategy": {"type": "RollingUpdate"}})
	count(deny) == 0 with input as workload("StatefulSet", {"updateStrategy": {"rollingUpdate": {"partition": 1}}})
}

test_a_volume_for_one_node_makes_it_a_remark if {
	data_claim := [{"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]
	deny == by_volume with input as recreate(data_claim)
	deny == by_volume with input as recreate(data_claim) with input.facts.claims as [{"name": "data", "access_modes": ["ReadWriteOnce"]}]
	deny == by_volume with input as recreate([{"name": "data", "gcePersistentDisk": {"pdName": "d"}}])
	deny == by_volume with input as recreate([{"name": "data", "ephemeral": {"volumeClaimTemplate": {}}}])
	deny == denied("warning") with input as recreate(data_claim) with input.facts.claims as [{"name": "data", "access_modes": ["ReadWriteMany"]}]
}

test_without_a_service_it_can_be_a_remark if {
	deny == denied("info") with input as recreate([]) with input.params.REL024.only_service_targets as true
	deny == denied("warning") with input as recreate([]) with input.params.REL024.only_service_targets as true with input.facts.services as [{"id": 1}]
}
