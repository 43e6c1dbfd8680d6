package kubevet.sto.storage_class_missing_test

import data.kubevet.sto.storage_class_missing.deny

claim(spec) := {"kind": "PersistentVolumeClaim", "name": "data", "object": {"spec": spec}, "params": data.defaults}

set(spec) := {
	"kind": "StatefulSet",
	"name": "db",
	"object": {"spec": {"volumeClaimTemplates": [{"spec": {"storageClassName": "fast"}}, {"metadata": {"name": "data"}, "spec": spec}]}},
	"pod": {"spec": {}},
	"params": data.defaults,
}

pods(spec) := {
	"kind": "Deployment",
	"name": "web",
	"object": {"spec": {}},
	"pod": {"spec": {"volumes": [{"emptyDir": {}}, {"name": "data", "ephemeral": {"volumeClaimTemplate": {"spec": spec}}}]}},
	"params": data.defaults,
}

test_claims_without_class_are_denied if {
	deny == {[-2, ["spec", "storageClassName"], ["the claim `data`"], {}]} with input as claim({"resources": {}})
	deny == {[-2, ["spec", "volumeClaimTemplates", 1, "spec", "storageClassName"], ["the claim template `data`"], {}]} with input as set({})
	deny == {[-1, ["volumes", 1, "ephemeral", "volumeClaimTemplate", "spec", "storageClassName"], ["the ephemeral volume `data`"], {}]}
		with input as pods({})
}

test_a_name_passes_be_it_empty if {
	every class in ["fast", ""] {
		count(deny) == 0 with input as claim({"storageClassName": class})
		count(deny) == 0 with input as set({"storageClassName": class})
		count(deny) == 0 with input as pods({"storageClassName": class})
	}
}

test_classes_can_be_limited if {
	spec := {"storageClassName": "slow"}
	deny == {[-2, ["spec", "storageClassName"], ["the claim `data`", "slow", ["fast"]], {"variant": "not_allowed"}]}
		with input as claim(spec) with input.params.STO001.allowed as ["fast"]
	found := deny with input as set(spec) with input.params.STO001.allowed as ["fast"]
	found == {[-2, ["spec", "volumeClaimTemplates", 1, "spec", "storageClassName"], ["the claim template `data`", "slow", ["fast"]], {"variant": "not_allowed"}]}
	ephemeral := deny with input as pods(spec) with input.params.STO001.allowed as ["fast"]
	ephemeral == {[-1, ["volumes", 1, "ephemeral", "volumeClaimTemplate", "spec", "storageClassName"], ["the ephemeral volume `data`", "slow", ["fast"]], {"variant": "not_allowed"}]}
	count(deny) == 0 with input as claim(spec) with input.params.STO001.allowed as ["slow", "fast"]
	count(deny) == 0 with input as claim({"storageClassName": ""}) with input.params.STO001.allowed as ["fast"]
}
