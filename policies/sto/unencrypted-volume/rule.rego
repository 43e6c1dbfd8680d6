# METADATA
# scope: package
# title: Volumes should use an encrypted class
# description: >-
#   The StorageClass of a PersistentVolume or PersistentVolumeClaim, if it is among the manifests and of a provisioner
#   that asks for it (`ebs.csi.aws.com`, `ebs.csi.eks.amazonaws.com`, `kubernetes.io/aws-ebs`), should have the
#   parameter `encrypted: "true"`. Drivers whose platform encrypts every disk, as those of Azure and Google do, pass.
# related_resources:
#   - https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
#   - https://kubernetes.io/docs/concepts/storage/storage-classes/
# custom:
#   id: STO004
#   name: unencrypted-volume
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PersistentVolume, PersistentVolumeClaim]
#   message: "{kind} `{name}` gets a disk without encryption: StorageClass `{0}` does not ask for it"
#   help: 'set `encrypted: "true"` under `parameters` of StorageClass `{0}`, or name another class'
#   rationale: >-
#     Snapshots of the disk, and the disk itself once it is detached, can be read by whoever gets hold of them. The
#     encryption costs nothing, but an existing disk cannot be encrypted later.
#   sources:
#     - kubescape:C-0264
package kubevet.sto.unencrypted_volume

deny contains [-2, ["spec", "storageClassName"], [name], extra] if {
	class := input.facts.storage_class
	class.provisioner in {"ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"}
	lower(object.get(class.parameters, "encrypted", "false")) != "true"
	name := class.name
	extra := {"related": [[class.id, ["parameters"], "the disks are made as this says"]]}
}
