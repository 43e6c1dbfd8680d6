package kubevet.met.default_namespace_test

import data.kubevet.met.default_namespace.deny

item(kind, name, metadata) := {
	"kind": kind,
	"name": name,
	"namespace": object.get(metadata, "namespace", "default"),
	"object": {"metadata": metadata},
	"params": data.defaults,
}

denied := {[-2, ["metadata", "namespace"], []]}

test_the_default_namespace_by_name_is_denied if {
	deny == denied with input as item("Deployment", "web", {"namespace": "default"})
	deny == denied with input as item("Certificate", "web", {"namespace": "default"})
}

test_others_and_absent_pass if {
	count(deny) == 0 with input as item("Deployment", "web", {"namespace": "shop"})
	count(deny) == 0 with input as item("Deployment", "web", {})
}

test_absent_can_count_for_known_kinds if {
	deny == denied with input as item("Deployment", "web", {}) with input.params.MET001.explicit as false
	count(deny) == 0 with input as item("ClusterRole", "web", {}) with input.params.MET001.explicit as false
	count(deny) == 0 with input as item("Certificate", "web", {}) with input.params.MET001.explicit as false
}

test_what_the_cluster_makes_passes if {
	count(deny) == 0 with input as item("ServiceAccount", "default", {"namespace": "default"})
	count(deny) == 0 with input as item("Service", "kubernetes", {"namespace": "default"})
	count(deny) == 0 with input as item("EndpointSlice", "kubernetes", {"namespace": "default"})
	count(deny) == 0 with input as item("ConfigMap", "kube-root-ca.crt", {"namespace": "default"})
	deny == denied with input as item("Service", "web", {"namespace": "default"})
}

test_kinds_can_be_limited if {
	count(deny) == 0 with input as item("Service", "web", {"namespace": "default"}) with input.params.MET001.kinds as ["Pod"]
	count(deny) == 1 with input as item("Pod", "web", {"namespace": "default"}) with input.params.MET001.kinds as ["Pod"]
}
