package kubevet.sto.storage_class_reclaim_policy_test

import data.kubevet.sto.storage_class_reclaim_policy.deny

class(fields) := {"kind": "StorageClass", "name": "fast", "object": fields, "params": data.defaults}

volume(spec) := {"kind": "PersistentVolume", "name": "data", "object": {"spec": spec}, "params": data.defaults}

test_policies_outside_of_the_list_are_denied if {
	deny == {[-2, ["spec", "persistentVolumeReclaimPolicy"], ["Recycle", "persistentVolumeReclaimPolicy", ["Delete", "Retain"]]]}
		with input as volume({"persistentVolumeReclaimPolicy": "Recycle"})
	deny == {[-2, ["reclaimPolicy"], ["Delete", "reclaimPolicy", ["Retain"]]]}
		with input as class({"reclaimPolicy": "Delete"}) with input.params.STO002.allowed as ["Retain"]
}

test_what_is_absent_has_a_default if {
	count(deny) == 0 with input as class({})
	count(deny) == 0 with input as volume({})
	count(deny) == 1 with input as class({}) with input.params.STO002.allowed as ["Retain"]
	count(deny) == 0 with input as volume({}) with input.params.STO002.allowed as ["Retain"]
	count(deny) == 1 with input as volume({}) with input.params.STO002.allowed as ["Delete"]
}
