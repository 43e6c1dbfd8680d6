package kubevet.cfg.rwo_volume_with_replicas_test

import data.kubevet.cfg.rwo_volume_with_replicas.deny

path := ["spec", "template", "spec", "volumes", 0, "persistentVolumeClaim", "claimName"]

judge(spec, modes, autoscalers) := found if {
	found := deny with input as {
		"object": {"spec": spec},
		"facts": {
			"claims": [{"id": 5, "name": "data", "path": path, "access_modes": modes}],
			"autoscalers": autoscalers,
		},
	}
}

denied(replicas, others) := {[-2, path, [replicas, "data"], {"related": array.concat([[5, ["spec", "accessModes"], "its access modes"]], others)}]}

test_replicas_that_share_a_claim_are_denied if {
	judge({"replicas": 3}, ["ReadWriteOnce"], []) == denied(3, [])
	judge({"replicas": 2}, ["ReadWriteOncePod"], []) == denied(2, [])
	judge({}, ["ReadWriteOnce"], [{"id": 6, "kind": "HorizontalPodAutoscaler", "min_replicas": 2}]) == denied(2, [[6, ["spec", "minReplicas"], "keeps at least {0}"]])
}

test_one_replica_or_a_shared_volume_passes if {
	count(judge({}, ["ReadWriteOnce"], [])) == 0
	count(judge({"replicas": 3}, ["ReadWriteOnce"], [{"min_replicas": 1}])) == 0
	count(judge({"replicas": 3}, ["ReadWriteOnce", "ReadWriteMany"], [])) == 0
	count(judge({"replicas": 3}, [], [])) == 0
}
