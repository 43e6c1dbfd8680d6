package kubevet.eco.openshift_etcd_encryption_test

import data.kubevet.eco.openshift_etcd_encryption.deny

judge(name, spec) := found if {
	found := deny with input as {"name": name, "object": {"spec": spec}}
}

test_no_encryption_is_denied if {
	judge("cluster", {}) == {[-2, ["spec", "encryption", "type"], []]}
	count(judge("cluster", {"encryption": {"type": "identity"}})) == 1
	count(judge("cluster", {"encryption": {"type": ""}})) == 1
}

test_encryption_passes if {
	count(judge("cluster", {"encryption": {"type": "aesgcm"}})) == 0
	count(judge("cluster", {"encryption": {"type": "KMS"}})) == 0
	count(judge("other", {})) == 0
}
