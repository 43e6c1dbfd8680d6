package kubevet.cfg.pvc_missing_test

import data.kubevet.cfg.pvc_missing.deny

path := ["spec", "volumes", "0", "persistentVolumeClaim", "claimName"]

reference := {"kind": "PersistentVolumeClaim", "namespace": "shop", "name": "data", "path": path}

judge(missing) := found if {
	found := deny with input as {"kind": "Pod", "facts": {"missing": missing}}
}

test_missing_claims_are_denied if {
	judge([reference]) == {[-2, path, ["data"]]}
	judge([object.union(reference, {"nearest": "date", "existing": 7})]) == {[-2, path, ["data", "date"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is a PersistentVolumeClaim `{1}`"]]}]}
}

test_what_is_there_passes if {
	count(judge([])) == 0
	count(judge([object.union(reference, {"kind": "Secret"})])) == 0
}

test_claims_from_templates_pass if {
	at := ["spec", "template", "spec", "volumes", "0", "persistentVolumeClaim", "claimName"]
	set := {"spec": {
		"template": {"spec": {"volumes": [{"name": "data"}]}},
		"volumeClaimTemplates": [{"metadata": {"name": "data"}}],
	}}
	missing := [object.union(reference, {"path": at})]
	count(deny) == 0 with input as {"kind": "StatefulSet", "object": set, "facts": {"missing": missing}}
}
