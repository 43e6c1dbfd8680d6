package kubevet.rel.hpa_metric_without_request_test

import data.kubevet.rel.hpa_metric_without_request.deny

autoscaler(kind, spec) := {
	"kind": kind,
	"object": {"metadata": {}, "spec": spec},
	"facts": {"target": {"id": 3, "kind": "Deployment", "name": "web", "without_request": [gap]}},
	"params": data.defaults,
}

gap := {"resource": "cpu", "container": "app", "path": ["spec", "template", "spec", "containers", "0"]}

related := {"related": [[3, ["spec", "template", "spec", "containers", "0", "resources"], "requests no {0}"]]}

metric(name, type) := {"metrics": [{"type": "Resource", "resource": {"name": name, "target": {"type": type}}}]}

test_a_share_of_nothing_is_denied if {
	found := {[-2, ["spec", "metrics", 0, "resource", "name"], ["cpu", "Deployment", "web", ["`app`"]], related]}
	deny == found with input as autoscaler("HorizontalPodAutoscaler", metric("cpu", "Utilization"))
	deny == found with input as autoscaler("HorizontalPodAutoscaler", {"metrics": [{"resource": {"name": "cpu", "targetAverageUtilization": 70}}]})
	deny == {[-2, ["spec", "targetCPUUtilizationPercentage"], ["cpu", "Deployment", "web", ["`app`"]], related]}
		with input as autoscaler("HorizontalPodAutoscaler", {"targetCPUUtilizationPercentage": 80})
}

test_no_metric_means_the_share_of_cpu if {
	deny == {[-2, ["spec", "metrics"], ["cpu", "Deployment", "web", ["`app`"]], object.union(related, {"variant": "implied"})]}
		with input as autoscaler("HorizontalPodAutoscaler", {})
	count(deny) == 0 with input as autoscaler("HorizontalPodAutoscaler", {})
		with input.object.metadata.annotations as {"autoscaling.alpha.kubernetes.io/metrics": "[]"}
}

test_triggers_of_keda_are_denied_too if {
	deny == {[-2, ["spec", "triggers", 0, "type"], ["cpu", "Deployment", "web", ["`app`"]], related]}
		with input as autoscaler("ScaledObject", {"triggers": [{"type": "cpu", "metricType": "Utilization"}]})
	count(deny) == 0 with input as autoscaler("ScaledObject", {"triggers": [{"type": "cpu", "metricType": "AverageValue"}, {"type": "cpu", "metricType": "Utilization", "metadata": {"containerName": "app"}}]})
}

test_other_measures_and_unknown_targets_pass if {
	count(deny) == 0 with input as autoscaler("HorizontalPodAutoscaler", metric("cpu", "AverageValue"))
	count(deny) == 0 with input as autoscaler("HorizontalPodAutoscaler", metric("memory", "Utilization"))
	count(deny) == 0 with input as autoscaler("HorizontalPodAutoscaler", metric("cpu", "Utilization")) with input.facts as {}
}
