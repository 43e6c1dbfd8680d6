package kubevet.sec.proc_mount_test

import data.kubevet.sec.proc_mount.deny

judge(mount, spec, level) := found if {
	found := deny with input as {
		"minor": 35,
		"pod": {"spec": spec},
		"containers": [{"id": 0, "sc": {"procMount": mount}}],
		"params": {"SEC028": {"level": level}},
	}
}

path := ["securityContext", "procMount"]

test_unmasked_is_denied if {
	judge("Unmasked", {}, "baseline") == {[0, path, ["Unmasked"], {"fix": [["remove", path]]}]}
	judge("Unmasked", {"hostUsers": false}, "restricted") == {[0, path, ["Unmasked"], {"fix": [["remove", path]]}]}
}

test_default_and_user_namespaces_pass if {
	count(judge("Default", {}, "baseline")) == 0
	count(judge("Unmasked", {"hostUsers": false}, "baseline")) == 0
}
