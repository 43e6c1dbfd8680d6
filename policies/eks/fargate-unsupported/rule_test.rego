package kubevet.eks.fargate_unsupported_test

import data.kubevet.eks.fargate_unsupported.deny

bound := {"eks.amazonaws.com/fargate-profile": "shop"}

pod(spec, container, labels) := {
	"kind": "Pod",
	"namespace": "shop",
	"object": {"spec": spec},
	"pod": {"spec": spec, "labels": labels, "windows": false},
	"containers": [{"id": 0, "c": container, "sc": object.get(container, "securityContext", {})}],
	"params": data.defaults,
}

away := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [{
	"key": "eks.amazonaws.com/compute-type",
	"operator": "NotIn",
	"values": ["fargate"],
}]}]}}}}

test_what_the_host_has_is_denied if {
	deny == {[-1, ["hostNetwork"], ["network of the host"]]} with input as pod({"hostNetwork": true}, {}, bound)
	deny == {[-1, ["volumes", 0, "hostPath"], ["files of the host"]]}
		with input as pod({"volumes": [{"hostPath": {"path": "/var/log"}}]}, {}, bound)
	deny == {[-1, ["nodeSelector", "kubernetes.io/arch"], ["ARM processors"]]}
		with input as pod({"nodeSelector": {"kubernetes.io/arch": "arm64"}}, {}, bound)
	count(deny) == 0 with input as pod({"hostNetwork": true}, {}, {})
}

test_ebs_volumes_are_denied if {
	claim := {"spec": {"storageClassName": "gp3"}}
	deny == {[-1, ["volumes", 0, "awsElasticBlockStore"], ["EBS volumes"]]}
		with input as pod({"volumes": [{"awsElasticBlockStore": {"volumeID": "vol-1"}}]}, {}, bound)
	deny == {[-1, ["volumes", 0, "ephemeral", "volumeClaimTemplate", "spec", "storageClassName"], ["EBS volumes"]]}
		with input as pod({"volumes": [{"ephemeral": {"volumeClaimTemplate": claim}}]}, {}, bound)
	deny == {[-2, ["spec", "volumeClaimTemplates", 0, "spec", "storageClassName"], ["EBS volumes"]]}
		with input as pod({"volumeClaimTemplates": [claim]}, {}, bound)
}

test_privileges_ports_and_accelerators_of_containers_are_denied if {
	deny == {[0, ["securityContext", "privileged"], ["privileged containers"]]}
		with input as pod({}, {"securityContext": {"privileged": true}}, bound)
	deny == {[0, ["ports", 0, "hostPort"], ["ports of the host"]]} with input as pod({}, {"ports": [{"hostPort": 80}]}, bound)
	deny == {[0, ["resources", "limits", "nvidia.com/gpu"], ["GPUs or other accelerators"]]}
		with input as pod({}, {"resources": {"limits": {"nvidia.com/gpu": "1", "cpu": "1"}}}, bound)
}

test_daemon_sets_windows_and_the_scheduler_count if {
	deny == {[-2, ["kind"], [], {"variant": "daemon"}]} with input as pod({}, {}, bound) with input.kind as "DaemonSet"
	deny == {[-1, ["os", "name"], ["Windows"]]} with input as pod({}, {}, bound) with input.pod.windows as true
	count(deny) == 1 with input as pod({"hostPID": true, "schedulerName": "fargate-scheduler"}, {}, {})
}

test_namespaces_count_but_not_for_pods_that_keep_away if {
	count(deny) == 1 with input as pod({"hostIPC": true}, {}, {}) with input.params.EKS018.fargate_namespaces as ["shop"]
	count(deny) == 0 with input as pod(object.union({"hostIPC": true}, away), {}, {})
		with input.params.EKS018.fargate_namespaces as ["shop"]
}
