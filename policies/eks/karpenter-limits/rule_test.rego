package kubevet.eks.karpenter_limits_test

import data.kubevet.eks.karpenter_limits.deny

judge(kind, version, spec) := found if {
	found := deny with input as {"kind": kind, "version": version, "object": {"spec": spec}}
}

options := ["spec", "metadataOptions"]

test_pools_without_limits_are_denied if {
	judge("NodePool", "v1", {}) == {[-2, ["spec", "limits"], []]}
	count(judge("NodePool", "v1", {"limits": {"cpu": 100}})) == 0
}

test_old_versions_are_denied if {
	judge("Provisioner", "v1alpha5", {}) == {[-2, ["apiVersion"], ["v1alpha5"], {"variant": "removed"}]}
	judge("EC2NodeClass", "v1beta1", {}) == {[-2, ["apiVersion"], ["v1beta1"], {"variant": "removed"}]}
}

test_open_metadata_services_are_denied if {
	some [_, _, _, tokens] in judge("EC2NodeClass", "v1", {"metadataOptions": {"httpTokens": "optional"}})
	tokens == {"variant": "tokens", "fix": [["set", ["spec", "metadataOptions", "httpTokens"], "required"]]}
	some [_, _, args, hops] in judge("EC2NodeClass", "v1", {"metadataOptions": {"httpPutResponseHopLimit": 2}})
	args == [2]
	hops == {"variant": "hops", "fix": [["set", ["spec", "metadataOptions", "httpPutResponseHopLimit"], 1]]}
	count(judge("EC2NodeClass", "v1", {"metadataOptions": {"httpPutResponseHopLimit": 2, "httpEndpoint": "disabled"}})) == 0
	count(judge("EC2NodeClass", "v1", {})) == 0
}

test_disks_must_be_encrypted if {
	judge("EC2NodeClass", "v1", {"blockDeviceMappings": [{"deviceName": "/dev/xvda", "ebs": {"volumeSize": "20Gi"}}]}) == {[-2, ["spec", "blockDeviceMappings", 0, "ebs", "encrypted"], ["/dev/xvda"], {"variant": "disk"}]}
	count(judge("EC2NodeClass", "v1", {"blockDeviceMappings": [{"ebs": {"encrypted": true}}]})) == 0
}
