package kubevet.eks.ebs_encryption_test

import data.kubevet.eks.ebs_encryption.deny

class(provisioner, parameters) := {"object": {"provisioner": provisioner, "parameters": parameters}}

denied(key) := {[-2, ["parameters", key], [], {"fix": [["set", ["parameters", key], "true"]]}]}

test_absent_and_false_are_denied if {
	deny == denied("encrypted") with input as class("ebs.csi.aws.com", {})
	deny == denied("encrypted") with input as {"object": {"provisioner": "kubernetes.io/aws-ebs"}}
	deny == denied("Encrypted") with input as class("ebs.csi.eks.amazonaws.com", {"Encrypted": "false"})
}

test_true_and_other_provisioners_pass if {
	count(deny) == 0 with input as class("ebs.csi.aws.com", {"encrypted": "true"})
	count(deny) == 0 with input as class("ebs.csi.aws.com", {"Encrypted": "true"})
	count(deny) == 0 with input as class("efs.csi.aws.com", {})
}
