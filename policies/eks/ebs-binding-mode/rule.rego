# METADATA
# scope: package
# title: EBS classes should wait for the first consumer
# description: >-
#   A StorageClass with the provisioner `ebs.csi.aws.com`, `ebs.csi.eks.amazonaws.com` or `kubernetes.io/aws-ebs`
#   should have `volumeBindingMode: WaitForFirstConsumer` (absent means `Immediate`), unless it names its zones in
#   `allowedTopologies`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
#   - https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
# custom:
#   id: EKS016
#   name: ebs-binding-mode
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [StorageClass]
#   message: StorageClass `{name}` makes volumes before it is known in which zone their pods run
#   help: "write `volumeBindingMode: WaitForFirstConsumer`, in a class with a new name: classes cannot be changed"
#   fix:
#     message: 'write `volumeBindingMode: WaitForFirstConsumer`'
#     applicability: unsafe
#   rationale: >-
#     A volume of EBS lives in one zone. When it is made first, in any zone, its pod must go there, whether or not a
#     node has room for it; a pod with two such volumes may fit nowhere.
package kubevet.eks.ebs_binding_mode

deny contains [-2, ["volumeBindingMode"], [], {"fix": [["set", ["volumeBindingMode"], "WaitForFirstConsumer"]]}] if {
	input.object.provisioner in {"ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"}
	object.get(input.object, "volumeBindingMode", "Immediate") == "Immediate"
	count(object.get(input.object, "allowedTopologies", [])) == 0
}
