package kubevet.api.deprecated_field_test

import data.kubevet.api.deprecated_field.deny

pod(spec) := {"kind": "Pod", "pod": {"spec": spec, "annotations": {}}}

object(kind, annotations, spec) := {"kind": kind, "object": {"metadata": {"annotations": annotations}, "spec": spec}}

arguments := {finding[2][0] | some finding in deny}

fixes := {finding[3].fix | some finding in deny}

test_old_labels_are_denied if {
	required := {"podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "failure-domain.beta.kubernetes.io/zone"}]}}
	arguments == {"failure-domain.beta.kubernetes.io/zone"} with input as pod({"affinity": required})
}

test_old_preferred_labels_are_denied if {
	preferred := {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"podAffinityTerm": {"topologyKey": "beta.kubernetes.io/os"}}]}}
	arguments == {"beta.kubernetes.io/os"} with input as pod({"affinity": preferred})
}

test_volumes_of_pods_are_denied if {
	arguments == {"flexVolume"} with input as pod({"volumes": [{"emptyDir": {}}, {"flexVolume": {"driver": "a/b"}}]})
}

test_persistent_volumes_are_denied if {
	arguments == {"azureDisk"} with input as object("PersistentVolume", {}, {"azureDisk": {"diskName": "a"}})
}

test_services_are_denied if {
	annotations := {"service.alpha.kubernetes.io/tolerate-unready-endpoints": "true"}
	arguments == {"loadBalancerIP", "service.alpha.kubernetes.io/tolerate-unready-endpoints"}
		with input as object("Service", annotations, {"type": "LoadBalancer", "loadBalancerIP": "192.0.2.1"})
}

test_storage_classes_are_denied if {
	old := "storageclass.beta.kubernetes.io/is-default-class"
	fixes == {[["rename", ["metadata", "annotations", old], "storageclass.kubernetes.io/is-default-class"]]}
		with input as object("StorageClass", {old: "true"}, {})
}

test_the_old_annotation_beside_the_new_goes if {
	old := "storageclass.beta.kubernetes.io/is-default-class"
	fixes == {[["remove", ["metadata", "annotations", old]]]}
		with input as object("StorageClass", {old: "true", "storageclass.kubernetes.io/is-default-class": "true"}, {})
}

test_annotations_of_pods_are_denied if {
	annotated := {"kind": "Pod", "pod": {"spec": {}, "annotations": {"scheduler.alpha.kubernetes.io/tolerations": "[]"}}}
	arguments == {"scheduler.alpha.kubernetes.io/tolerations"} with input as annotated
}

test_what_counts_today_passes if {
	count(deny) == 0 with input as pod({"serviceAccountName": "web", "volumes": [{"csi": {"driver": "a"}}]})
}

test_what_counts_today_passes_in_other_objects if {
	count(deny) == 0 with input as object("Service", {"a": "b"}, {"type": "LoadBalancer"})
}
