package kubevet.sec.token_path_shadowed_test

import data.kubevet.sec.token_path_shadowed.deny

judge(spec, mount) := found if {
	found := deny with input as {
		"pod": {"spec": spec},
		"containers": [{"id": 0, "c": {"volumeMounts": [{"name": "data", "mountPath": "/data"}, mount]}}],
	}
}

mount(name, rest) := {"name": name, "mountPath": concat("", ["/var/run/secrets/kubernetes.io/serviceaccount", rest])}

projected := {"automountServiceAccountToken": false, "volumes": [{"name": "token", "projected": {}}]}

test_mounts_at_and_below_are_denied if {
	judge({}, mount("token", "")) == {[0, ["volumeMounts", 1, "mountPath"], ["token"]]}
	count(judge({}, mount("token", "/"))) == 1
	count(judge({}, mount("token", "/token"))) == 1
	count(judge(object.remove(projected, ["automountServiceAccountToken"]), mount("token", ""))) == 1
}

test_other_paths_pass if {
	count(judge({}, mount("token", "-copy"))) == 0
}

test_mounts_of_kubernetes_and_own_tokens_pass if {
	count(judge({}, mount("kube-api-access-x2bq7", ""))) == 0
	count(judge({}, mount("default-token-x2bq7", ""))) == 0
	count(judge(projected, mount("token", ""))) == 0
}
