package kubevet.rel.hpa_target_not_scalable_test

import data.kubevet.rel.hpa_target_not_scalable.deny

autoscaler(version, kind) := {"object": {"spec": {"scaleTargetRef": {"apiVersion": version, "kind": kind}}}}

at(kind) := [-2, ["spec", "scaleTargetRef", "kind"], [kind]]

test_what_has_no_scale_is_denied if {
	deny == {at("DaemonSet")} with input as autoscaler("apps/v1", "DaemonSet")
	deny == {at("Pod")} with input as autoscaler("v1", "Pod")
	deny == {at("DaemonSet")} with input as {"object": {"spec": {"scaleTargetRef": {"kind": "DaemonSet"}}}}
	deny == {array.concat(at("Job"), [{"variant": "job"}])} with input as autoscaler("batch/v1", "Job")
	deny == {array.concat(at("CronJob"), [{"variant": "job"}])} with input as autoscaler("batch/v1beta1", "CronJob")
}

test_what_scales_passes if {
	count(deny) == 0 with input as autoscaler("apps/v1", "Deployment")
	count(deny) == 0 with input as autoscaler("apps/v1", "StatefulSet")
	count(deny) == 0 with input as autoscaler("batch.example.com/v1", "Job")
	count(deny) == 0 with input as {"object": {"spec": {}}}
}
