package kubevet.prb.probe_on_init_container_test

import data.kubevet.prb.probe_on_init_container.deny

pod(type, container) := {
	"group": "argoproj.io",
	"pod": {"spec": {"initContainers": [container]}},
	"containers": [{"id": 1, "type": type, "c": container}],
}

test_probes_and_hooks_of_init_containers_are_denied if {
	every field in ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"] {
		deny == {[1, [field], [field], {"fix": [["remove", [field]]]}]} with input as pod("init", {field: {}})
	}
}

test_kinds_of_kubernetes_are_left_to_the_api_server if {
	count(deny) == 0 with input as pod("init", {"lifecycle": {}}) with input.group as "apps"
}

test_sidecars_and_others_pass if {
	count(deny) == 0 with input as pod("sidecar", {"livenessProbe": {}})
	count(deny) == 0 with input as pod("main", {"lifecycle": {}})
	count(deny) == 0 with input as pod("init", {})
}
