package kubevet.eks.gp2_storage_class_test

import data.kubevet.eks.gp2_storage_class.deny

class(provisioner, parameters) := {"object": {"provisioner": provisioner, "parameters": parameters}}

removed(fix) := {[-2, ["provisioner"], [], {"severity": "warning", "variant": "removed", "fix": fix}]}

test_gp2_is_denied if {
	deny == {[-2, ["parameters", "type"], [], {"fix": [["set", ["parameters", "type"], "gp3"]]}]}
		with input as class("ebs.csi.aws.com", {"type": "gp2"})
}

test_the_provisioner_of_kubernetes_is_a_warning if {
	provisioner := ["set", ["provisioner"], "ebs.csi.aws.com"]
	deny == removed([provisioner, ["set", ["parameters", "type"], "gp3"]]) with input as class("kubernetes.io/aws-ebs", {})
	deny == removed([provisioner]) with input as class("kubernetes.io/aws-ebs", {"type": "io1"})
	deny == removed([]) with input as class("kubernetes.io/aws-ebs", {"zones": "eu-west-1a"})
}

test_gp3_and_other_provisioners_pass if {
	count(deny) == 0 with input as class("ebs.csi.aws.com", {"type": "gp3"})
	count(deny) == 0 with input as class("ebs.csi.aws.com", {})
	count(deny) == 0 with input as class("efs.csi.aws.com", {"type": "gp2"})
}
