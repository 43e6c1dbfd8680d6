package kubevet.img.latest_without_always_test

import data.kubevet.img.latest_without_always.deny

always := {"fix": [["set", ["imagePullPolicy"], "Always"]]}

judge(image, policy) := found if {
	found := deny with input as {
		"containers": [{"id": 0, "type": "main", "image": image, "c": {"imagePullPolicy": policy}}],
	}
}

test_latest_that_is_not_pulled_is_denied if {
	judge("web:latest", "IfNotPresent") == {[0, ["imagePullPolicy"], ["IfNotPresent"], always]}
	judge("web", "Never") == {[0, ["imagePullPolicy"], ["Never"], always]}
}

test_always_versions_and_digests_pass if {
	count(judge("web", "Always")) == 0
	count(judge("web:1.4", "IfNotPresent")) == 0
	count(judge("web@sha256:00", "Never")) == 0
}
