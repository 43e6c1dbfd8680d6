package kubevet.img.image_registry_not_allowed_test

import data.kubevet.img.image_registry_not_allowed.deny

judge(image, allowed) := found if {
	found := deny with input as {
		"containers": [{"id": 0, "image": image}],
		"params": {"IMG006": {"allowed": allowed}},
	}
}

found(image, name) := {[0, ["image"], [image, name]]}

test_no_entry_means_no_image if {
	judge("web:1.4", []) == found("web:1.4", "docker.io/library/web")
	judge("shop/web", []) == found("shop/web", "docker.io/shop/web")
	judge("localhost/web", []) == found("localhost/web", "localhost/web")
	judge("registry.example:5000/web:1.4", []) == found("registry.example:5000/web:1.4", "registry.example:5000/web")
}

test_a_host_allows_all_of_it_and_nothing_that_looks_like_it if {
	every image in ["registry.example/web", "registry.example/a/b/c:1.4@sha256:00"] {
		count(judge(image, ["registry.example"])) == 0
	}
	every image in ["registry.example.evil.example/web:1", "registry.example:5000/web:1", "a/registry.example/web"] {
		count(judge(image, ["registry.example"])) == 1
	}
}

test_docker_hub_has_many_names if {
	every image in ["web", "web:1", "shop/web", "docker.io/web", "docker.io/library/web@sha256:00", "index.docker.io/shop/web"] {
		count(judge(image, ["docker.io"])) == 0
	}
	count(judge("docker.io/web:1", ["docker.io/library/"])) == 0
	count(judge("web", ["docker.io/library/web"])) == 0
	count(judge("shop/web", ["docker.io/library/"])) == 1
}

test_paths_are_compared_by_whole_parts if {
	count(judge("registry.example/shop/web", ["registry.example/shop/"])) == 0
	count(judge("registry.example/shop-x/web", ["registry.example/shop/"])) == 1
	judge("registry.example/shop-x/web", ["registry.example/shop"]) == found("registry.example/shop-x/web", "registry.example/shop-x/web")
}

test_a_repository_does_not_allow_what_lies_below_it if {
	count(judge("registry.example/shop:1.4", ["registry.example/shop"])) == 0
	judge("registry.example/shop/web:1", ["registry.example/shop"]) == {[0, ["image"], ["registry.example/shop/web:1", "registry.example/shop/web", "registry.example/shop"], {"variant": "below"}]}
}

test_globs if {
	count(judge("a.registry.example/web", ["*.registry.example/*"])) == 0
	count(judge("a.registry.example/shop/web", ["*.registry.example/*"])) == 1
	count(judge("a.registry.example/shop/web", ["*.registry.example/**"])) == 0
}

test_what_is_filled_in_later_is_not_judged if {
	every image in ["auto", "", "{{ image }}", "${REGISTRY}/web", "$(params.image)", "ko://example.com/web"] {
		count(judge(image, [])) == 0
	}
}
