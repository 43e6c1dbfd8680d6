package kubevet.sto.access_mode_test

import data.kubevet.sto.access_mode.deny

claim(modes) := {"name": "data", "object": {"spec": {"accessModes": modes}}, "params": data.defaults}

test_other_modes_are_denied if {
	required := ["ReadWriteOncePod"]
	deny == {[-2, ["spec", "accessModes"], ["data", ["ReadWriteOnce"], required]]} with input as claim(["ReadWriteOnce"])
	count(deny) == 1 with input as claim(["ReadWriteOncePod", "ReadOnlyMany"])
}

test_templates_are_judged if {
	template := {"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteMany"]}}
	way := ["spec", "volumeClaimTemplates", 0, "spec", "accessModes"]
	found := deny with input as {"name": "db", "object": {"spec": {"volumeClaimTemplates": [template]}}, "params": data.defaults}
	found == {[-2, way, ["data", ["ReadWriteMany"], ["ReadWriteOncePod"]]]}
}

test_the_required_modes_pass_in_any_order if {
	count(deny) == 0 with input as claim(["ReadWriteOncePod"])
	count(deny) == 0 with input as claim(["ReadOnlyMany", "ReadWriteOnce"]) with input.params.STO005.required as ["ReadWriteOnce", "ReadOnlyMany"]
}
