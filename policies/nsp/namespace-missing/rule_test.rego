package kubevet.nsp.namespace_missing_test

import data.kubevet.nsp.namespace_missing.deny

object_with(missing) := {"facts": {"missing": missing}, "params": data.defaults}

shop := {"kind": "Namespace", "name": "shop", "path": ["metadata", "namespace"]}

test_objects_without_their_namespace_are_denied if {
	found := deny with input as object_with([shop])
	found == {[-2, ["metadata", "namespace"], ["shop"]]}
	near := deny with input as object_with([object.union(shop, {"nearest": "shops", "existing": 3})])
	near == {[-2, ["metadata", "namespace"], ["shop", "shops"], {"variant": "near", "related": [[3, ["metadata", "name"], "there is a Namespace `{1}`"]]}]}
}

test_others_pass if {
	none := deny with input as object_with([])
	count(none) == 0
	other := deny with input as object_with([object.union(shop, {"kind": "Secret"})])
	count(other) == 0
}
