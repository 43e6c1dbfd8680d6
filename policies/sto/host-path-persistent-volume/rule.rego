# METADATA
# scope: package
# title: PersistentVolumes must not use hostPath
# description: >-
#   A PersistentVolume should not have a `hostPath`, unless its path lies under one of the directories in `allowed`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#   - https://kubernetes.io/docs/concepts/storage/volumes/#local
# custom:
#   id: STO003
#   name: host-path-persistent-volume
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PersistentVolume]
#   message: "PersistentVolume `{name}` is the directory `{0}` of whatever node the pod runs on"
#   help: "use `local` with `nodeAffinity`, or let a StorageClass provide the volume"
#   rationale: >-
#     On another node the pod finds another directory, so data seems lost after a move. And whoever may mount the claim
#     writes to the node: no level of the Pod Security Standards sees a `hostPath` behind a claim.
#   params:
#     allowed: []
#   sources:
#     - kyverno:other/limit-hostpath-type-pv
package kubevet.sto.host_path_persistent_volume

deny contains [-2, ["spec", "hostPath", "path"], [path]] if {
	path := input.object.spec.hostPath.path
	not allowed(path)
}

allowed(path) if {
	some directory in input.params.STO003.allowed
	startswith(concat("", [path, "/"]), concat("", [trim_suffix(directory, "/"), "/"]))
}
