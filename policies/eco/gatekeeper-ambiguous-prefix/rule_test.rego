package kubevet.eco.gatekeeper_ambiguous_prefix_test

import data.kubevet.eco.gatekeeper_ambiguous_prefix.deny

judge(prefix) := found if {
	found := deny with input as {"object": {"spec": {"parameters": {"repos": ["registry.example/", prefix]}}}}
}

path := ["spec", "parameters", "repos", 1]

test_open_ends_are_denied if {
	judge("registry.example") == {[-2, path, ["registry.example"]]}
	count(judge("registry.example/shop")) == 1
	count(judge("registry.example:5000")) == 1
	count(judge("nginx")) == 1
}

test_docker_hub_without_an_organisation_is_denied if {
	judge("docker.io/") == {[-2, path, ["docker.io/"], {"variant": "hub"}]}
	judge("docker.io") == {[-2, path, ["docker.io"], {"variant": "hub"}]}
}

test_an_empty_prefix_is_denied if {
	judge("") == {[-2, path, [], {"variant": "empty"}]}
}

test_whole_parts_pass if {
	every prefix in ["docker.io/library/", "registry.example:5000/", "shop/", "nginx:", "registry.example/web:1.", "registry.example/web@sha256:"] {
		count(judge(prefix)) == 0
	}
}
