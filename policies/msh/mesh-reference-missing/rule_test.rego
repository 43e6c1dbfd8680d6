package kubevet.msh.mesh_reference_missing_test

import data.kubevet.msh.mesh_reference_missing.deny

path := ["spec", "http", "0", "route", "0", "destination", "host"]

service := {"kind": "Service", "namespace": "shop", "name": "web", "path": path, "others_in_namespace": true, "others_in_run": true}

of(missing) := {
	"kind": "VirtualService",
	"namespace": "shop",
	"name": "v",
	"object": {},
	"facts": {"missing": [missing], "selected": [], "any_in_reach": false, "made_elsewhere": false},
	"params": data.defaults,
}

policy(kind, spec) := {
	"kind": kind,
	"namespace": "shop",
	"name": "p",
	"object": {"spec": spec},
	"facts": {"missing": [], "selected": [], "any_in_reach": true, "made_elsewhere": false},
	"params": data.defaults,
}

near := {"id": 5, "kind": "Deployment", "name": "web", "key": "app", "wanted": "web", "path": ["spec", "template", "metadata", "labels"]}

test_what_is_not_there_is_denied if {
	found_1 := deny with input as of(service)
	found_1 == {[-2, path, ["Service", "web", "shop"]]}
	found_2 := deny with input as of(object.union(service, {"nearest": "webs", "existing": 7}))
	found_2 == {[-2, path, ["Service", "web", "shop", "webs"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is {0} `{3}`"]]}]}
	found_3 := deny with input as of(object.union(service, {"elsewhere": "far"}))
	found_3 == {[-2, path, ["Service", "web", "shop", "far", "web.far.svc.cluster.local"], {"variant": "elsewhere"}]}
	found_4 := deny with input as of(object.union(service, {"elsewhere": "far", "kind": "Gateway"}))
	found_4 == {[-2, path, ["Gateway", "web", "shop", "far", "far/web"], {"variant": "elsewhere"}]}
}

test_ports_and_subsets_that_are_not_there_are_denied if {
	found_5 := deny with input as of(object.union(service, {"key": "80"}))
	found_5 == {[-2, path, ["web", "80"], {"variant": "port"}]}
	rule := object.union(service, {"kind": "DestinationRule", "key": "v1"})
	found_6 := deny with input as of(rule)
	found_6 == {[-2, path, ["web", "v1"], {"variant": "subset"}]}
	found_7 := deny with input as of(object.union(rule, {"nearest": "v2"}))
	found_7 == {[-2, path, ["web", "v1", "v2"], {"variant": "near_subset"}]}
}

test_policies_that_select_nothing_are_denied if {
	istio := policy("AuthorizationPolicy", {"selector": {"matchLabels": {"app": "web"}}})
	deny == {[-2, ["spec", "selector"], [], {"variant": "selector"}]} with input as istio
	server := policy("Server", {"podSelector": {"matchLabels": {"app": "web"}}})
	labels := ["spec", "template", "metadata", "labels"]
	deny == {[-2, ["spec", "podSelector", "matchLabels", "app"], ["Deployment", "web", "app", "web", "wep"], {"variant": "value", "related": [[5, labels, "the pods have `{4}`"]]}]}
		with input as server with input.facts.nearest as object.union(near, {"found": "wep"})
	deny == {[-2, ["spec", "podSelector", "matchLabels", "app"], ["Deployment", "web", "app"], {"variant": "label", "related": [[5, labels, "the labels of the pods"]]}]}
		with input as server with input.facts.nearest as near
	count(deny) == 0 with input as istio with input.namespace as "istio-system"
	count(deny) == 0 with input as istio with input.facts.any_in_reach as false
}

test_what_cannot_be_known_passes if {
	unknown := object.union(service, {"others_in_namespace": false})
	count(deny) == 1 with input as of(unknown)
	count(deny) == 0 with input as of(object.union(unknown, {"namespace": "far"}))
	count(deny) == 0 with input as of(object.union(unknown, {"others_in_run": false}))
	count(deny) == 0 with input as of(object.union(service, {"path": ["metadata", "namespace"]}))
}
