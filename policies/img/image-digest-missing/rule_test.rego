package kubevet.img.image_digest_missing_test

import data.kubevet.img.image_digest_missing.deny

judge(image) := found if {
	found := deny with input as {
		"containers": [{"id": 0, "image": image}],
		"params": {"IMG003": {"exempt_registries": ["registry.internal"]}},
	}
}

test_tags_and_short_digests_are_denied if {
	judge("web:1.4") == {[0, ["image"], ["web:1.4"]]}
	judge("web@sha256:abc") == {[0, ["image"], ["web@sha256:abc"]]}
}

test_digests_and_exempt_registries_pass if {
	count(judge("web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")) == 0
	count(judge("registry.internal/web:1.4")) == 0
}
