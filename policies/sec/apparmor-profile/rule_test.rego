package kubevet.sec.apparmor_profile_test

import data.kubevet.sec.apparmor_profile.deny

judge(pod, own, annotations) := found if {
	found := deny with input as {
		"pod": {"spec": {"securityContext": pod}, "annotations": annotations},
		"containers": [{"id": 0, "name": "web", "c": {"securityContext": own}}],
	}
}

profile(type) := {"appArmorProfile": {"type": type}}

path := ["securityContext", "appArmorProfile", "type"]

key := "container.apparmor.security.beta.kubernetes.io/web"

test_unconfined_is_denied_where_it_is_set if {
	judge(profile("Unconfined"), {}, {}) == {[-1, path, ["Unconfined", ["`web`"]], {"variant": "pod", "fix": [["set", path, "RuntimeDefault"]]}]}
	judge({}, profile("Unconfined"), {}) == {[0, path, ["Unconfined"], {"fix": [["set", path, "RuntimeDefault"]]}]}
	some finding in judge({}, {}, {key: "unconfined"})
	finding[1] == ["metadata", "annotations", key]
	finding[2] == ["web", "unconfined"]
}

test_profiles_and_absence_pass if {
	count(judge({}, {}, {})) == 0
	count(judge(profile("RuntimeDefault"), profile("Localhost"), {})) == 0
	count(judge({}, {}, {key: "runtime/default"})) == 0
	count(judge({}, {}, {key: "localhost/web"})) == 0
	count(judge({}, {}, {"container.example/web": "unconfined"})) == 0
}
