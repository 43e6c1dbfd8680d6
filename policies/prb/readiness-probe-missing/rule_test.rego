package kubevet.prb.readiness_probe_missing_test

import data.kubevet.prb.readiness_probe_missing.deny

probe := {"tcpSocket": {"port": 80}}

container(id, type, fields) := {"id": id, "name": "c", "type": type, "c": fields}

workload(kind, containers) := {
	"kind": kind,
	"pod": {"spec": {}},
	"containers": containers,
	"facts": {"services": [], "services_in_run": false},
	"params": data.defaults,
}

port := {"ports": [{"containerPort": 80}]}

web := workload("Deployment", [container(0, "main", port), container(1, "main", {}), container(2, "init", {})])

denied("info") := {[-1, ["containers"], [], {"severity": "info", "key": true, "variant": "quiet"}]}

denied("warning") := {[-1, ["containers"], [], {"severity": "warning", "key": true, "related": []}]}

# With the Service that sends the traffic.
reached := {[-1, ["containers"], [], {"severity": "warning", "key": true, "related": [[1, ["spec", "selector"], "this Service sends traffic to the pods"]]}]}

test_pods_without_any_probe_are_denied_once if {
	deny == denied("warning") with input as web
	deny == denied("warning") with input as workload("Pod", [container(0, "main", object.union(port, {"readinessProbe": {}}))])
}

test_one_probe_of_the_pod_is_enough if {
	count(deny) == 0 with input as workload("Deployment", [container(0, "main", port), container(1, "main", {"readinessProbe": probe})])
	count(deny) == 0 with input as workload("Deployment", [container(0, "main", port), container(1, "sidecar", {"readinessProbe": probe})])
}

test_each_container_can_be_asked if {
	deny == {
		[0, ["readinessProbe"], [], {"severity": "warning", "variant": "container", "related": []}],
		[1, ["readinessProbe"], [], {"severity": "warning", "variant": "container", "related": []}],
	} with input as web with input.params.PRB002.per as "container"
}

test_pods_without_traffic_are_a_remark if {
	deny == denied("info") with input as workload("Deployment", [container(0, "main", {})])
	deny == denied("info") with input as web with input.facts.services_in_run as true
	selected := {"services": [{"id": 1, "kind": "Service", "name": "web"}], "services_in_run": true}
	deny == reached with input as web with input.facts as selected
}

test_a_service_can_be_required if {
	count(deny) == 0 with input as web with input.params.PRB002.require_service as true
	deny == reached with input as web with input.params.PRB002.require_service as true
		with input.facts.services as [{"id": 1, "kind": "Service", "name": "web"}]
}

test_what_ends_by_itself_passes if {
	count(deny) == 0 with input as workload("Job", [container(0, "main", port)])
	count(deny) == 0 with input as workload("Pod", [container(0, "main", port)]) with input.pod.spec as {"restartPolicy": "Never"}
}
