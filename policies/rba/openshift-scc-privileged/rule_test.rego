package kubevet.rba.openshift_scc_privileged_test

import data.kubevet.rba.openshift_scc_privileged.deny

constraints(fields) := {"name": "agents", "object": fields, "params": data.defaults}

test_privileged_containers_are_denied if {
	deny == {[-2, ["allowPrivilegedContainer"], []]} with input as constraints({"allowPrivilegedContainer": true})
}

test_each_way_to_the_node_is_a_warning if {
	every field in ["allowHostDirVolumePlugin", "allowHostNetwork", "allowHostPID", "allowHostIPC"] {
		deny == {[-2, [field], [field], {"severity": "warning", "variant": "host"}]} with input as constraints({field: true})
	}
}

test_false_and_absent_pass if {
	count(deny) == 0 with input as constraints({"allowPrivilegedContainer": false, "allowHostPID": false})
	count(deny) == 0 with input as constraints({"allowHostPorts": true, "allowPrivilegeEscalation": true})
}
