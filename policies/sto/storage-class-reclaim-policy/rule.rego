# METADATA
# scope: package
# title: Reclaim policy must fit
# description: >-
#   The `reclaimPolicy` of a StorageClass, absent `Delete`, and the `persistentVolumeReclaimPolicy` of a PersistentVolume,
#   absent `Retain`, should be one of `allowed`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming
#   - https://kubernetes.io/docs/concepts/storage/storage-classes/#reclaim-policy
# custom:
#   id: STO002
#   name: storage-class-reclaim-policy
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [StorageClass, PersistentVolume]
#   message: "{kind} `{name}` has the reclaim policy `{0}`, which is not one of the allowed ones"
#   help: "set `{1}` to one of: {2}"
#   rationale: >-
#     The policy decides what becomes of the data when the claim is deleted. With `Delete` a careless `kubectl delete`
#     takes the data along, with `Retain` disks pile up, and `Recycle` is deprecated.
#   params:
#     allowed: [Delete, Retain]
#   sources:
#     - kyverno:other/restrict-storageclass
package kubevet.sto.storage_class_reclaim_policy

deny contains [-2, ["reclaimPolicy"], [policy, "reclaimPolicy", allowed]] if {
	input.kind == "StorageClass"
	policy := object.get(input.object, "reclaimPolicy", "Delete")
	allowed := input.params.STO002.allowed
	not policy in allowed
}

deny contains [-2, ["spec", "persistentVolumeReclaimPolicy"], [policy, "persistentVolumeReclaimPolicy", allowed]] if {
	input.kind == "PersistentVolume"
	policy := object.get(input.object, ["spec", "persistentVolumeReclaimPolicy"], "Retain")
	allowed := input.params.STO002.allowed
	not policy in allowed
}
