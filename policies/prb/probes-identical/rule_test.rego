package kubevet.prb.probes_identical_test

import data.kubevet.prb.probes_identical.deny

pod(liveness, readiness) := {
	"containers": [{"id": 0, "type": "main", "c": {
		"ports": [{"name": "web", "containerPort": 8080}, {"name": "admin", "containerPort": 8081}],
		"livenessProbe": liveness,
		"readinessProbe": readiness,
	}}],
	"params": data.defaults,
}

http(path, port) := {"httpGet": {"path": path, "port": port}}

denied(alive, ready) := {[0, ["livenessProbe"], [alive, ready]]}

test_the_same_question_is_denied if {
	deny == denied(30, 30) with input as pod(http("/", 8080), http("/", 8080))
	deny == denied(30, 30) with input as pod(http("/", "web"), {"httpGet": {"port": "8080", "scheme": "HTTP"}})
	deny == denied(30, 30) with input as pod({"tcpSocket": {"port": 8080}}, {"tcpSocket": {"port": "web"}})
	deny == denied(30, 30) with input as pod({"exec": {"command": ["check"]}}, {"exec": {"command": ["check"]}})
	deny == denied(30, 30) with input as pod({"grpc": {"port": 9}}, {"grpc": {"port": 9, "service": ""}})
	deny == denied(10, 30) with input as pod(object.union(http("/", 8080), {"failureThreshold": 1}), http("/", 8080))
	deny == denied(30, 30) with input as pod(object.union(http("/", 8080), {"failureThreshold": 0}), http("/", 8080))
}

test_more_patience_passes if {
	patient := object.union(http("/", 8080), {"failureThreshold": 6})
	count(deny) == 0 with input as pod(patient, http("/", 8080))
	deny == {[0, ["livenessProbe"], [], {"variant": "strict"}]} with input as pod(patient, http("/", 8080)) with input.params.PRB004.strict as true
}

test_other_questions_pass if {
	count(deny) == 0 with input as pod(http("/live", 8080), http("/ready", 8080))
	count(deny) == 0 with input as pod(http("/", "web"), http("/", "admin"))
	count(deny) == 0 with input as pod(http("/", 8080), {"tcpSocket": {"port": 8080}})
	count(deny) == 0 with input as pod({"httpGet": {"port": 8080, "scheme": "HTTPS"}}, {"httpGet": {"port": 8080}})
	count(deny) == 0 with input as pod({"httpGet": {"port": 8080, "httpHeaders": [{"name": "X-Deep", "value": "no"}]}}, {"httpGet": {"port": 8080}})
	count(deny) == 0 with input as pod({"grpc": {"port": 9}}, {"grpc": {"port": 9, "service": "ready"}})
	count(deny) == 0 with input as pod({"exec": {"command": ["live"]}}, {"exec": {"command": ["ready"]}})
	count(deny) == 0 with input as pod({}, {})
}
