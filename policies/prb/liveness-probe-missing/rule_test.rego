package kubevet.prb.liveness_probe_missing_test

import data.kubevet.prb.liveness_probe_missing.deny

workload(kind, type, container) := {
	"kind": kind,
	"pod": {"spec": {}},
	"containers": [{"id": 4, "name": "app", "type": type, "c": container}],
	"params": data.defaults,
}

denied := {[4, ["livenessProbe"], []]}

test_containers_that_run_for_good_are_denied if {
	every kind in ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout", "Pod"] {
		deny == denied with input as workload(kind, "main", {})
	}
}

test_an_empty_probe_is_none if {
	deny == denied with input as workload("Deployment", "main", {"livenessProbe": {}})
}

test_a_probe_passes if {
	count(deny) == 0 with input as workload("Deployment", "main", {"livenessProbe": {"tcpSocket": {"port": 80}}})
}

test_what_ends_by_itself_passes if {
	count(deny) == 0 with input as workload("Job", "main", {})
	count(deny) == 0 with input as workload("CronJob", "main", {})
	count(deny) == 0 with input as workload("Pod", "main", {}) with input.pod.spec as {"restartPolicy": "OnFailure"}
}

test_init_and_ephemeral_containers_pass if {
	count(deny) == 0 with input as workload("Deployment", "init", {})
	count(deny) == 0 with input as workload("Deployment", "ephemeral", {})
}

test_sidecars_are_denied_when_asked_for if {
	count(deny) == 0 with input as workload("Deployment", "sidecar", {})
	deny == denied with input as workload("Deployment", "sidecar", {}) with input.params.PRB001.only_main as false
}
