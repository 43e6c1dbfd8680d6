package kubevet.img.image_pull_secret_required_test

import data.kubevet.img.image_pull_secret_required.deny

judge(image, spec) := found if {
	containers := [{"id": 0, "image": image}]
	params := {"IMG009": {"registries": ["private.registry.example", "registry.example/shop/"]}}
	found := deny with input as {"containers": containers, "pod": {"spec": spec}, "params": params}
}

test_private_images_need_a_secret if {
	judge("private.registry.example/web:1", {}) == {[0, ["image"], ["private.registry.example/web:1"]]}
	count(judge("registry.example/shop/web:1", {"imagePullSecrets": []})) == 1
}

test_secrets_of_the_service_account_count if {
	params := {"IMG009": {"registries": ["registry.example"]}}
	web := {"containers": [{"id": 0, "image": "registry.example/web"}], "pod": {"spec": {}}, "params": params}
	count(deny) == 0 with input as object.union(web, {"facts": {"service_account": {"pull_secrets": true}}})
	count(deny) == 1 with input as object.union(web, {"facts": {"service_account": {"pull_secrets": false}}})
}

test_other_images_and_secrets_pass if {
	count(judge("registry.example/web:1", {})) == 0
	count(judge("private.registry.example.org/web:1", {})) == 0
	count(judge("private.registry.example/web:1", {"imagePullSecrets": [{"name": "pull"}]})) == 0
}
