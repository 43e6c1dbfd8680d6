package kubevet.api.deprecated_third_party_api_test

import data.kubevet.api.deprecated_third_party_api.deny

judge(group, version, tables) := found if {
	found := deny with input as {
		"group": group,
		"version": version,
		"api_version": concat("/", [group, version]),
		"params": {"API004": {"tables": tables}},
	}
}

test_removed_versions_are_denied if {
	judge("cert-manager.io", "v1alpha2", ["cert-manager"]) == {[-2, ["apiVersion"], ["cert-manager.io/v1alpha2", "cert-manager 1.6", "cert-manager.io/v1"]]}
	count(judge("traefik.containo.us", "v1alpha1", ["traefik"])) == 1
	count(judge("rbac.istio.io", "v1alpha1", ["istio"])) == 1
}

test_current_versions_and_other_tables_pass if {
	count(judge("cert-manager.io", "v1", ["cert-manager"])) == 0
	count(judge("cert-manager.io", "v1alpha2", ["istio"])) == 0
	count(judge("shop.example", "v1alpha1", ["istio"])) == 0
}
