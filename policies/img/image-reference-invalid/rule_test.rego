package kubevet.img.image_reference_invalid_test

import data.kubevet.img.image_reference_invalid.deny

pod(image) := {"group": "apps", "object": {}, "containers": [{"id": 0, "image": image}]}

digest := "6f2d5f4a1d7c0a9be0f7c7e46b0b8e4a3d2c1b0a99887766554433221100ffee"

test_what_runtimes_accept_passes if {
	every image in [
		"web",
		"web:1.4",
		"web:V1.4_x",
		"shop/web:latest",
		"registry.example:5000/web",
		"registry.example:5000/a/b__c/d-e--f.g:1.4",
		"localhost/web:1",
		"localhost:5000/web:1",
		"Registry.example/web",
		"[2001:db8::1]:5000/web:1",
		"a_b/c",
		"registry.example:5000/web:V1.4-RC_1",
		"0",
	] {
		count(deny) == 0 with input as pod(image)
	}
	count(deny) == 0 with input as pod(concat("", ["web@sha256:", digest]))
	count(deny) == 0 with input as pod(concat("", ["registry.example:5000/web:1.4@sha256:", digest]))
	count(deny) == 0 with input as pod(concat("", ["web@sha512:", digest, digest]))
}

spoilt(image, problem) if {
	deny == {[0, ["image"], [image, problem]]} with input as pod(image)
}

test_spaces if {
	every image in [" web", "web :1", "web\t"] {
		spoilt(image, "it holds spaces")
	}
}

test_digests if {
	spoilt("web@sha256:00@sha256:00", "it holds more than one `@`")
	every image in ["web@sha256:00", concat("", ["web@sha256:", upper(digest)]), concat("", ["web@md5:", digest]), "web@"] {
		spoilt(image, "the digest must be `sha256:` and 64 hexadecimal digits in lower case")
	}
}

test_tags if {
	every image in ["web:", "web:.1", "web:-1", "web:1:2", "web:a+b", concat("", ["web:", digest, digest, "x"])] {
		spoilt(image, "the tag must be at most 128 of letters, digits, `_`, `.` and `-`, and begin with none of the last two")
	}
}

test_registries if {
	every image in ["web:1.4/shop", "registry.example:x/web", "-registry.example/web", "registry..example/web"] {
		spoilt(image, "the registry must be a host name, with or without `:` and a port")
	}
}

test_paths if {
	every image in ["Web", "shop/Web:1", "registry.example/SHOP/web"] {
		spoilt(image, "the path must be in lower case")
	}
	every image in ["web/", "/web", "shop//web", "a..b", "-web", "web-", "a/-b", "a._b", "a___b", "registry.example/", "a/<b>"] {
		spoilt(image, "the path may hold lower-case letters, digits and single `.`, `_`, `-` between them")
	}
	spoilt(digest, "a name of 64 hexadecimal digits is taken for an id")
}

test_what_is_filled_in_later_passes if {
	every image in ["{{ .Values.image }}", "${IMAGE}:1", "$(params.image)", "ko://example.com/cmd/Web"] {
		count(deny) == 0 with input as pod(image)
	}
}

test_a_blank_is_denied_where_nobody_fills_it_in if {
	deny == {[0, ["image"], [], {"variant": "blank"}]} with input as pod(" ")
	deny == {[0, ["image"], [], {"variant": "blank"}]} with input as pod(" ") with input.group as ""
	count(deny) == 0 with input as pod("")
	count(deny) == 0 with input as pod(" ") with input.group as "apps.openshift.io"
	count(deny) == 0 with input as pod(" ")
		with input.object as {"metadata": {"annotations": {"image.openshift.io/triggers": "[]"}}}
}
