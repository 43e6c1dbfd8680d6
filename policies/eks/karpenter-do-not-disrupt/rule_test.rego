package kubevet.eks.karpenter_do_not_disrupt_test

import data.kubevet.eks.karpenter_do_not_disrupt.deny

workload(replicas, annotations, autoscalers) := {
	"object": {"spec": {"replicas": replicas, "template": {"metadata": {"annotations": annotations}}}},
	"facts": {"autoscalers": autoscalers},
}

stay := {"karpenter.sh/do-not-disrupt": "true"}

test_replicated_workloads_are_found if {
	deny == {[-2, ["spec", "template", "metadata", "annotations", "karpenter.sh/do-not-disrupt"], [3, "karpenter.sh/do-not-disrupt"]]}
		with input as workload(3, stay, [])
	count(deny) == 1 with input as workload(1, stay, [{"min_replicas": 2}])
	count(deny) == 1 with input as workload(2, {"cluster-autoscaler.kubernetes.io/safe-to-evict": "false"}, [])
}

test_single_pods_and_other_values_pass if {
	count(deny) == 0 with input as workload(1, stay, [])
	count(deny) == 0 with input as workload(3, stay, [{"min_replicas": 1}])
	count(deny) == 0 with input as workload(3, {"karpenter.sh/do-not-disrupt": "30m"}, [])
	count(deny) == 0 with input as workload(3, {"cluster-autoscaler.kubernetes.io/safe-to-evict": "true"}, [])
}
