package kubevet.git.argocd_application_source_test

import data.kubevet.git.argocd_application_source.deny

judge(spec) := found if {
	found := deny with input as {"object": {"spec": object.union({"destination": {"server": "https://kubernetes.default.svc"}}, spec)}}
}

folder := {"repoURL": "https://git.example.com/shop.git", "path": "shop"}

test_either_source_or_sources if {
	judge({}) == {[-2, ["spec", "source"], []]}
	judge({"source": folder, "sources": [folder]}) == {[-2, ["spec", "source"], ["source", "sources"], {"variant": "both", "key": true}]}
	count(judge({"source": folder})) == 0
	count(judge({"sources": [folder]})) == 0
	count(judge({"sourceHydrator": {}})) == 0
}

test_either_path_or_chart if {
	judge({"source": {"repoURL": "https://x"}}) == {[-2, ["spec", "source"], [], {"variant": "empty_source"}]}
	judge({"sources": [folder, {"path": "a", "chart": "b"}]}) == {[-2, ["spec", "sources", 1, "chart"], ["path", "chart"], {"variant": "both", "key": true}]}
	count(judge({"sources": [{"chart": "web"}, {"ref": "values"}]})) == 0
}

test_either_server_or_name if {
	found := deny with input as {"object": {"spec": {"source": folder}}}
	found == {[-2, ["spec", "destination"], [], {"variant": "nowhere"}]}
	judge({"source": folder, "destination": {"name": "in-cluster"}}) == {[-2, ["spec", "destination", "name"], ["server", "name"], {"variant": "both", "key": true}]}
}
