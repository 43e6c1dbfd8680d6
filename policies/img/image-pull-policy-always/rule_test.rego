package kubevet.img.image_pull_policy_always_test

import data.kubevet.img.image_pull_policy_always.deny

pod(image, container) := {
	"containers": [{"id": 0, "type": "main", "image": image, "c": container}],
	"params": data.defaults,
}

fix := [["set", ["imagePullPolicy"], "Always"]]

test_a_policy_that_does_not_pull_is_denied if {
	deny == {[0, ["imagePullPolicy"], ["web:1.4", "IfNotPresent"], {"fix": fix}]}
		with input as pod("web:1.4", {"imagePullPolicy": "IfNotPresent"})
	deny == {[0, ["imagePullPolicy"], ["web", "Never"], {"fix": fix, "applicability": "unsafe"}]}
		with input as pod("web", {"imagePullPolicy": "Never"})
}

test_no_policy_does_not_pull_a_tag if {
	every image in ["web:1.4", "registry.example:5000/web:1.4"] {
		deny == {[0, ["imagePullPolicy"], [image, "IfNotPresent"], {"fix": fix, "variant": "by_default"}]}
			with input as pod(image, {})
	}
}

test_no_policy_pulls_latest if {
	every image in ["web", "web:latest", "registry.example:5000/web"] {
		count(deny) == 0 with input as pod(image, {})
	}
}

test_always_digests_and_templates_pass if {
	count(deny) == 0 with input as pod("web:1.4", {"imagePullPolicy": "Always"})
	every image in ["web@sha256:00", "web:1.4@sha256:00", "web:${TAG}", "{{ image }}:1", "ko://example.com/web", ""] {
		count(deny) == 0 with input as pod(image, {"imagePullPolicy": "Never"})
		count(deny) == 0 with input as pod(image, {})
	}
}

test_ephemeral_containers_are_not_judged if {
	count(deny) == 0 with input as pod("web:1.4", {}) with input.containers as [{"id": 0, "type": "ephemeral", "image": "web:1.4", "c": {}}]
}

test_fixed_tags_can_be_accepted if {
	count(deny) == 0 with input as pod("web:1.4", {"imagePullPolicy": "Never"}) with input.params.IMG004.accept_fixed_tag as true
	count(deny) == 0 with input as pod("web:1.4", {}) with input.params.IMG004.accept_fixed_tag as true
	count(deny) == 1 with input as pod("web", {"imagePullPolicy": "Never"}) with input.params.IMG004.accept_fixed_tag as true
}
