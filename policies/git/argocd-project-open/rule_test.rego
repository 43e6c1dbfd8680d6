package kubevet.git.argocd_project_open_test

import data.kubevet.git.argocd_project_open.deny

project(spec) := {"name": "shop", "object": {"spec": spec}, "params": data.defaults}

test_wildcards_are_denied if {
	deny == {[-2, ["spec", "sourceRepos", 0], ["repository"], {"severity": "warning"}]} with input as project({"sourceRepos": ["*"]})
	count(deny) == 1 with input as project({"destinations": [{"namespace": "*", "server": "*"}]})
	count(deny) == 1 with input as project({"destinations": [{"namespace": "*", "name": "*"}]})
	count(deny) == 1 with input as project({"clusterResourceWhitelist": [{"group": "*", "kind": "*"}]})
	deny == {[-2, ["spec", "sourceRepos", 0], ["repository"], {"severity": "info"}]} with input as project({"sourceRepos": ["*"]})
		with input.name as "default"
}

test_narrower_wildcards_pass if {
	count(deny) == 0 with input as project({
		"sourceRepos": ["https://git.example.com/shop/*"],
		"destinations": [{"namespace": "shop-*", "server": "*"}, {"namespace": "*", "server": "https://kubernetes.default.svc"}],
		"clusterResourceWhitelist": [{"group": "", "kind": "Namespace"}],
	})
}

test_a_blacklist_can_be_required if {
	deny == {[-2, ["spec", "clusterResourceBlacklist"], [], {"variant": "blacklist", "severity": "warning"}]}
		with input as project({}) with input.params.GIT004.require_blacklist as true
	count(deny) == 0 with input as project({"clusterResourceBlacklist": [{"group": "*", "kind": "*"}]})
		with input.params.GIT004.require_blacklist as true
}
