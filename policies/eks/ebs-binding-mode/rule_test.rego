package kubevet.eks.ebs_binding_mode_test

import data.kubevet.eks.ebs_binding_mode.deny

denied := {[-2, ["volumeBindingMode"], [], {"fix": [["set", ["volumeBindingMode"], "WaitForFirstConsumer"]]}]}

class(other) := {"object": object.union({"provisioner": "ebs.csi.aws.com"}, other)}

test_immediate_and_absent_are_denied if {
	deny == denied with input as class({})
	deny == denied with input as class({"volumeBindingMode": "Immediate", "allowedTopologies": []})
}

test_waiting_zones_and_other_provisioners_pass if {
	count(deny) == 0 with input as class({"volumeBindingMode": "WaitForFirstConsumer"})
	count(deny) == 0 with input as class({"allowedTopologies": [{"matchLabelExpressions": []}]})
	count(deny) == 0 with input as class({"provisioner": "efs.csi.aws.com"})
}
