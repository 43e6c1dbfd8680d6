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
	"facts": {"claims": [], "claim_templates": [], "exposed_by": []},
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
	deny == {[-1, ["volumes", 0, "awsElasticBlockStore"], ["EBS volumes"]]}
		with input as pod({"volumes": [{"awsElasticBlockStore": {"volumeID": "vol-1"}}]}, {}, bound)
	template := {"path": ["spec", "volumeClaimTemplates", "0", "spec"], "class": "gp3"}
	deny == {[-2, ["spec", "volumeClaimTemplates", "0", "spec", "storageClassName"], ["EBS volumes"]]}
		with input as pod({}, {}, bound) with input.facts.claim_templates as [template]
	claim := {"id": 4, "path": ["spec", "volumes", "0"], "class": "fast", "provisioner": "ebs.csi.aws.com"}
	deny == {[-2, ["spec", "volumes", "0"], ["EBS volumes"], {"related": [[4, ["spec", "storageClassName"], "the class of the claim makes EBS volumes"]]}]}
		with input as pod({}, {}, bound) with input.facts.claims as [claim]
	shared := object.union(claim, {"class": "gp3", "provisioner": "efs.csi.aws.com"})
	count(deny) == 0 with input as pod({}, {}, bound) with input.facts.claims as [shared]
}

test_privileges_ports_and_accelerators_of_containers_are_denied if {
	deny == {[0, ["securityContext", "privileged"], ["privileged containers"]]}
		with input as pod({}, {"securityContext": {"privileged": true}}, bound)
	deny == {[0, ["ports", 0, "hostPort"], ["ports of the host"]]} with input as pod({}, {"ports": [{"hostPort": 80}]}, bound)
	deny == {[0, ["resources", "limits", "nvidia.com/gpu"], ["GPUs or other accelerators"]]}
		with input as pod({}, {"resources": {"limits": {"nvidia.com/gpu": "1", "cpu": "1"}}}, bound)
}

test_traffic_for_nodes_is_denied if {
	front := {"id": 4, "kind": "Ingress", "name": "shop", "target_type": "instance"}
	extra := {"variant": "behind", "related": [[4, ["metadata"], "traffic for nodes"]]}
	deny == {[-3, [], ["Ingress", "shop", "alb.ingress.kubernetes.io/target-type"], extra]} with input as pod({}, {}, bound) with input.facts.exposed_by as [front]
	count(deny) == 0 with input as pod({}, {}, bound) with input.facts.exposed_by as [object.union(front, {"target_type": "ip"})]
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
