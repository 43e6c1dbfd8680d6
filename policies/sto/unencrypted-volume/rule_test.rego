package kubevet.sto.unencrypted_volume_test

import data.kubevet.sto.unencrypted_volume.deny

claim(provisioner, parameters) := {
	"facts": {"storage_class": {"id": 2, "kind": "StorageClass", "name": "fast", "provisioner": provisioner, "parameters": parameters}},
	"params": data.defaults,
}

denied := {[-2, ["spec", "storageClassName"], ["fast"], {"related": [[2, ["parameters"], "the disks are made as this says"]]}]}

test_disks_without_encryption_are_denied if {
	deny == denied with input as claim("ebs.csi.aws.com", {"type": "gp3"})
	deny == denied with input as claim("kubernetes.io/aws-ebs", {"encrypted": "false"})
}

test_encrypted_disks_pass if {
	count(deny) == 0 with input as claim("ebs.csi.aws.com", {"encrypted": "true"})
	count(deny) == 0 with input as claim("kubernetes.io/aws-ebs", {"encrypted": "True"})
}

test_platforms_that_encrypt_and_unknown_classes_pass if {
	count(deny) == 0 with input as claim("pd.csi.storage.gke.io", {})
	count(deny) == 0 with input as claim("efs.csi.aws.com", {})
	count(deny) == 0 with input as {"facts": {}, "params": data.defaults}
}
