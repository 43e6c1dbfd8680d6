package kubevet.rba.role_missing_test

import data.kubevet.rba.role_missing.deny

binding(reference) := {"facts": {"missing": [reference]}, "params": data.defaults}

path := ["roleRef", "name"]

cluster_role := {"path": path, "kind": "ClusterRole", "namespace": "", "name": "reader"}

role := {"path": path, "kind": "Role", "namespace": "shop", "name": "reader"}

test_a_missing_role_is_denied if {
	deny == {[-2, ["roleRef", "name"], ["ClusterRole", "reader"]]} with input as binding(cluster_role)
	deny == {[-2, ["roleRef", "name"], ["Role", "reader", "shop"], {"variant": "namespaced"}]} with input as binding(role)
}

test_a_name_that_comes_near_is_told if {
	deny == {[-2, ["roleRef", "name"], ["ClusterRole", "reader", "readers"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is a {0} `{2}`"]]}]}
		with input as binding(object.union(cluster_role, {"nearest": "readers", "existing": 7}))
}

test_missing_subjects_are_something_else if {
	count(deny) == 0 with input as binding(object.union(role, {"path": ["subjects", 0, "name"], "kind": "ServiceAccount"}))
}
