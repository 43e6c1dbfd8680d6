package kubevet.img.image_registry_denied_test

import data.kubevet.img.image_registry_denied.deny

pod(image) := {"containers": [{"id": 0, "image": image}], "params": data.defaults}

found(image, name, entry) := {[0, ["image"], [image, name, entry]]}

test_nothing_is_denied_by_default if {
	count(deny) == 0 with input as pod("web:1.4")
}

test_entries_deny_hosts_paths_globs_and_repositories if {
	every entry in ["docker.io", "docker.io/library/", "docker.io/*/*", "docker.io/library/web"] {
		deny == found("web:1.4", "docker.io/library/web", entry) with input as pod("web:1.4")
			with input.params.IMG007.denied as [entry, "docker.io"]
	}
}

test_others_pass if {
	every image in ["registry.example/docker.io/web", "docker.io.example/web", "auto", "{{ x }}", "shop/web"] {
		count(deny) == 0 with input as pod(image) with input.params.IMG007.denied as ["docker.io/library/"]
	}
}

test_public_registries_can_be_denied_as_a_whole if {
	deny == found("web", "docker.io/library/web", "docker.io") with input as pod("web")
		with input.params.IMG007.deny_public as true
	deny == found("quay.io/a/b:1", "quay.io/a/b", "quay.io") with input as pod("quay.io/a/b:1")
		with input.params.IMG007.deny_public as true
	count(deny) == 0 with input as pod("registry.example/web") with input.params.IMG007.deny_public as true
}
