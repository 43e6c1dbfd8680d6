package kubevet.eks.ebs_multi_attach_test

import data.kubevet.eks.ebs_multi_attach.deny

class(provisioner) := {"id": 3, "name": "fast", "provisioner": provisioner}

judge(spec, facts) := found if {
	found := deny with input as {
		"kind": "PersistentVolumeClaim",
		"name": "files",
		"object": {"spec": spec},
		"facts": facts,
	}
}

path := ["spec", "accessModes", 0]

test_claims_on_a_class_of_the_run_are_denied if {
	judge({"accessModes": ["ReadWriteMany"]}, {"storage_class": class("ebs.csi.aws.com")}) == {[-2, path, ["files", "ReadWriteMany", "fast"], {"related": [[3, ["provisioner"], "the class makes EBS volumes"]]}]}
	count(judge({"accessModes": ["ReadWriteMany"]}, {"storage_class": class("efs.csi.aws.com")})) == 0
}

test_claims_on_gp2_and_gp3_are_denied_by_name if {
	judge({"accessModes": ["ReadOnlyMany"], "storageClassName": "gp3"}, {}) == {[-2, path, ["files", "ReadOnlyMany", "gp3"]]}
	count(judge({"accessModes": ["ReadWriteMany"], "storageClassName": "shared"}, {})) == 0
	count(judge({"accessModes": ["ReadWriteMany"], "storageClassName": "gp3"}, {"storage_class": class("efs.csi.aws.com")})) == 0
}

test_block_volumes_and_single_nodes_pass if {
	count(judge({"accessModes": ["ReadWriteMany"], "storageClassName": "gp3", "volumeMode": "Block"}, {})) == 0
	count(judge({"accessModes": ["ReadWriteOnce"], "storageClassName": "gp3"}, {})) == 0
}

test_templates_of_claims_are_denied if {
	template := {"path": ["spec", "volumeClaimTemplates", "0", "spec"], "name": "data", "access_modes": ["ReadWriteMany"], "class": "gp2"}
	of := {"object": {"spec": {"volumeClaimTemplates": [{"spec": {}}]}}, "facts": {"claim_templates": [template]}}
	deny == {[-2, ["spec", "volumeClaimTemplates", "0", "spec", "accessModes", 0], ["data", "ReadWriteMany", "gp2"]]} with input as of
	named := object.union(template, {"class": "fast", "provisioner": "ebs.csi.aws.com"})
	count(deny) == 1 with input as of with input.facts.claim_templates as [named]
	count(deny) == 0 with input as of with input.facts.claim_templates as [object.union(named, {"provisioner": "efs.csi.aws.com"})]
	count(deny) == 0 with input as of with input.object.spec.volumeClaimTemplates as [{"spec": {"volumeMode": "Block"}}]
}
