package kubevet.eco.agent_sandbox_test

import data.kubevet.eco.agent_sandbox.deny

denied(spec, registries) := found if {
	found := deny with input as {
		"object": {"spec": spec},
		"params": {"ECO003": {"runtime_classes": ["gvisor", "kata"], "allowed_registries": registries}},
	}
}

# The variants of the findings; the first has none.
judge(spec, registries) := {variant(finding) | some finding in denied(spec, registries)}

variant(finding) := finding[3].variant if {
	count(finding) == 4
} else := "runtime"

limits := {"limits": {"cpu": "1", "memory": "1Gi"}}

container := {"name": "run", "image": "registry.example/run:1.4", "resources": limits}

template(class, containers, policy) := {
	"podTemplate": {"spec": {"runtimeClassName": class, "containers": containers}},
	"networkPolicy": policy,
}

closed := {"egress": []}

test_each_wall_that_is_missing_is_denied if {
	judge(template("runc", [container], closed), []) == {"runtime"}
	judge(template("gvisor", [object.union(container, {"image": "registry.example:5000/run"})], closed), []) == {"image"}
	judge(template("gvisor", [object.union(container, {"image": "run:latest"})], closed), []) == {"image"}
	judge(template("gvisor", [{"name": "run", "image": "run:1"}], closed), []) == {"limit"}
	judge(template("gvisor", [container], closed), ["other.example"]) == {"registry"}
	judge(object.remove(template("gvisor", [container], closed), ["networkPolicy"]), []) == {"no_policy"}
	judge(object.union(template("gvisor", [container], closed), {"networkPolicyManagement": "Unmanaged"}), []) == {"unmanaged"}
}

test_open_egress_is_denied if {
	every to in [[], [{"ipBlock": {"cidr": "0.0.0.0/0"}}], [{"podSelector": {}}], [{"namespaceSelector": {"matchLabels": {}}}]] {
		judge(template("gvisor", [container], {"egress": [{"to": to}]}), []) == {"egress"}
	}
	judge(template("gvisor", [container], {"egress": [{"ports": [{"port": 443}]}]}), []) == {"egress"}
}

test_a_hardened_template_passes if {
	judge(template("kata-qemu", [container], closed), ["registry.example/"]) == set()
	pinned := object.union(container, {"image": "run@sha256:0"})
	every to in [{"ipBlock": {"cidr": "192.0.2.0/24"}}, {"podSelector": {"matchLabels": {"a": "b"}}}, {"namespaceSelector": {"matchExpressions": [{"key": "a"}]}}] {
		judge(template("gvisor", [pinned], {"egress": [{"to": [to]}]}), []) == set()
	}
}
