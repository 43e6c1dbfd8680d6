# METADATA
# scope: package
# title: gp2 should be replaced by gp3
# description: >-
#   A StorageClass of `ebs.csi.aws.com` or `ebs.csi.eks.amazonaws.com` should not make volumes of type gp2. One with
#   the provisioner `kubernetes.io/aws-ebs`, which Kubernetes has removed and which makes gp2 unless told otherwise,
#   is a warning.
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
#   - https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi-migration-faq.html
#   - https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
# custom:
#   id: EKS014
#   name: gp2-storage-class
#   severity: info
#   profile: default
#   scope: object
#   kinds: [StorageClass]
#   message: StorageClass `{name}` makes volumes of type gp2
#   help: 'write `type: gp3` in a class with a new name: classes cannot be changed, and volumes keep their type'
#   variants:
#     removed:
#       message: StorageClass `{name}` uses the provisioner `kubernetes.io/aws-ebs`, which Kubernetes has removed
#       help: "write `ebs.csi.aws.com` and `type: gp3` in a class with a new name: classes cannot be changed"
#   fix:
#     message: 'write `ebs.csi.aws.com` and `type: gp3`'
#     applicability: unsafe
#   rationale: >-
#     gp3 costs a fifth less per gigabyte, and its speed does not depend on the size of the volume. The old
#     provisioner works only because its calls are passed on to the CSI driver, which must be installed anyway.
package kubevet.eks.gp2_storage_class

deny contains [-2, ["parameters", "type"], [], {"fix": [["set", ["parameters", "type"], "gp3"]]}] if {
	input.object.parameters.type == "gp2"
	input.object.provisioner in {"ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com"}
}

deny contains [-2, ["provisioner"], [], extra] if {
	input.object.provisioner == "kubernetes.io/aws-ebs"
	extra := {"severity": "warning", "variant": "removed", "fix": fix}
}

# What the CSI driver does not know, or takes differently, needs a human.
fix := [] if other_parameters

fix := [["set", ["provisioner"], "ebs.csi.aws.com"], ["set", ["parameters", "type"], "gp3"]] if {
	not other_parameters
	object.get(input.object, ["parameters", "type"], "gp2") == "gp2"
}

fix := [["set", ["provisioner"], "ebs.csi.aws.com"]] if {
	not other_parameters
	object.get(input.object, ["parameters", "type"], "gp2") != "gp2"
}

other_parameters if {
	some key, _ in input.object.parameters
	not key in {"type", "encrypted", "kmsKeyId", "csi.storage.k8s.io/fstype"}
}
