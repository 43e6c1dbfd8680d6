package kubevet.rel.bare_pod_test

import data.kubevet.rel.bare_pod.deny

pod(metadata, spec) := {"object": {"metadata": metadata, "spec": spec}, "params": data.defaults}

denied := {[-2, ["kind"], []]}

test_a_pod_of_its_own_is_denied if {
	deny == denied with input as pod({}, {})
	deny == denied with input as pod({"ownerReferences": [], "annotations": {"kubernetes.io/config.source": "api"}}, {"restartPolicy": "OnFailure"})
}

test_pods_of_others_pass if {
	count(deny) == 0 with input as pod({"ownerReferences": [{"kind": "ReplicaSet"}]}, {})
	every annotations in [
		{"helm.sh/hook": "test"},
		{"argocd.argoproj.io/hook": "PreSync"},
		{"kubernetes.io/config.mirror": "a1b2"},
		{"kubernetes.io/config.source": "file"},
		{"kubeadm.kubernetes.io/etcd.advertise-client-urls": "https://192.0.2.1:2379"},
	] {
		count(deny) == 0 with input as pod({"annotations": annotations}, {})
	}
}

test_pods_that_run_once_pass_unless_they_must_not if {
	count(deny) == 0 with input as pod({}, {"restartPolicy": "Never"})
	deny == denied with input as pod({}, {"restartPolicy": "Never"}) with input.params.REL028.exempt_restart_never as false
}
