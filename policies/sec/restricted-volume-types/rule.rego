# METADATA
# scope: package
# title: Only core types of volumes may be used
# description: >-
#   Every volume of a pod must have one of the types in `allowed`; those of the restricted level of the Pod Security
#   Standards are the default. `hostPath` is left to SEC019. A volume without any type is an `emptyDir` and passes.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - https://kubernetes.io/docs/concepts/storage/volumes/
# custom:
#   id: SEC031
#   name: restricted-volume-types
#   severity: warning
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: 'volume `{0}` is a `{1}`, which pods may not use directly'
#   help: use a PersistentVolumeClaim, and let a PersistentVolume say where the data lie
#   rationale: >-
#     Such a volume lets whoever writes a pod choose the server or disk, with code that runs as root in the kubelet. A
#     claim leaves that choice to those who run the cluster. Most of these types are deprecated or gone.
#   params:
#     allowed: [configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret]
#   sources:
#     - trivy:KSV-0028
#     - pss:restricted/restrictedVolumes
#     - gatekeeper:pod-security-policy/volumes
#     - gatekeeper:pod-security-policy/flexvolume-drivers
#     - kyverno:pod-security/restrict-volume-types
package kubevet.sec.restricted_volume_types

deny contains [-1, ["volumes", i, type], [name, type], {"key": true}] if {
	some i, volume in input.pod.spec.volumes
	some type, _ in volume
	type in types
	not type in input.params.SEC031.allowed
	name := object.get(volume, "name", "")
}

# All types of volumes but `hostPath` (VolumeSource of k8s.io/api/core/v1). Any other key is a mistake in writing.
types := {
	"awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "configMap", "csi", "downwardAPI", "emptyDir",
	"ephemeral", "fc", "flexVolume", "flocker", "gcePersistentDisk", "gitRepo", "glusterfs", "image", "iscsi", "nfs",
	"persistentVolumeClaim", "photonPersistentDisk", "portworxVolume", "projected", "quobyte", "rbd", "scaleIO",
	"secret", "storageos", "vsphereVolume",
}
