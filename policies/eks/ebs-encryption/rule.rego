# METADATA
# scope: package
# title: EBS storage classes should encrypt
# description: >-
#   A StorageClass with the provisioner `ebs.csi.aws.com`, `ebs.csi.eks.amazonaws.com` or `kubernetes.io/aws-ebs`
#   should have the parameter `encrypted` (in any case) with the text `true`.
# related_resources:
#   - https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
#   - https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
#   - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
# custom:
#   id: EKS015
#   name: ebs-encryption
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [StorageClass]
#   message: StorageClass `{name}` makes EBS volumes that are not encrypted
#   help: "write `encrypted: \"true\"` under `parameters`, in a class with a new name: classes cannot be changed"
#   fix:
#     message: 'write `encrypted: "true"`'
#     applicability: unsafe
#   rationale: >-
#     Disks and their snapshots can be read by whoever gets them: by a shared snapshot, or by a role that may attach
#     volumes. Encryption costs nothing and needs no change of the programs.
#   sources:
#     - kubescape:C-0264
package kubevet.eks.ebs_encryption

deny contains [-2, ["parameters", key], [], {"fix": [["set", ["parameters", key], "true"]]}] if {
	input.object.provisioner in {"ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"}
	not encrypted
	key := written
}

encrypted if {
	some key, value in input.object.parameters
	lower(key) == "encrypted"
	value == "true"
}

# The key as it is written, if it is there.
written := keys[0] if {
	keys := [key | some key, _ in input.object.parameters; lower(key) == "encrypted"]
	count(keys) > 0
}

written := "encrypted" if {
	count([key | some key, _ in input.object.parameters; lower(key) == "encrypted"]) == 0
}
