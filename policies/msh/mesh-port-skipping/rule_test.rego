package kubevet.msh.mesh_port_skipping_test

import data.kubevet.msh.mesh_port_skipping.deny

pod(annotations) := {"pod": {"annotations": annotations}, "params": data.defaults}

test_skipped_ports_are_denied if {
	deny == {[-3, ["metadata", "annotations", "config.linkerd.io/skip-outbound-ports"], ["outgoing connections", ["25", "3306-3310"]]]}
		with input as pod({"config.linkerd.io/skip-outbound-ports": "25, 3306-3310"})
	count(deny) == 1 with input as pod({"traffic.sidecar.istio.io/excludeInboundPorts": "9090"})
}

test_empty_values_and_allowed_ports_pass if {
	count(deny) == 0 with input as pod({"config.linkerd.io/skip-inbound-ports": ""})
	count(deny) == 0 with input as pod({"config.linkerd.io/opaque-ports": "25"})
	count(deny) == 0 with input as pod({"config.linkerd.io/skip-outbound-ports": "25,587"})
		with input.params.MSH007.allowed_ports as [25, "587"]
	count(deny) == 1 with input as pod({"config.linkerd.io/skip-outbound-ports": "25,3306"})
		with input.params.MSH007.allowed_ports as [25]
}
