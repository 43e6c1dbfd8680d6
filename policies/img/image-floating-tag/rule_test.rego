package kubevet.img.image_floating_tag_test

import data.kubevet.img.image_floating_tag.deny

pod(image) := {"containers": [{"id": 0, "image": image}], "params": data.defaults}

test_tags_that_move_are_denied if {
	every version in ["stable", "main", "nightly", "lts"] {
		image := concat(":", ["registry.example:5000/web", version])
		deny == {[0, ["image"], [image, version]]} with input as pod(image)
	}
}

test_others_pass if {
	every image in ["web", "web:latest", "web:1", "web:main-1f3c9aa", "stable/web:1.4", "web:stable@sha256:00", "stable:5000/web", "{{ x }}:main", ""] {
		count(deny) == 0 with input as pod(image)
	}
}

test_major_versions_on_demand if {
	every version in ["1", "v22", "2022"] {
		image := concat(":", ["web", version])
		deny == {[0, ["image"], [image, version]]} with input as pod(image) with input.params.IMG002.major as true
	}
	every image in ["web:1.4", "web:v1.4", "web:20260131", "web:v", "web:1-alpine", "registry.example:5000/web"] {
		count(deny) == 0 with input as pod(image) with input.params.IMG002.major as true
	}
}
