package kubevet.img.image_latest_tag_test

import data.kubevet.img.image_latest_tag.deny

judge(image) := found if {
	found := deny with input as {
		"containers": [{"id": 0, "image": image}],
		"params": {"IMG001": {"floating": ["latest"]}},
	}
}

test_latest_and_no_tag_are_denied if {
	judge("web:latest") == {[0, ["image"], ["web:latest", "web"], {}]}
	judge("reg.example:5000/shop/web") == {[0, ["image"], ["reg.example:5000/shop/web", "reg.example:5000/shop/web"], {"variant": "untagged"}]}
}

test_tags_and_digests_pass if {
	count(judge("reg.example:5000/shop/web:1.4")) == 0
	count(judge("web:latest@sha256:0000")) == 0
}

test_what_is_no_image_yet_is_left_to_others if {
	count(judge("")) == 0
	count(judge("{{ .Values.image }}")) == 0
	count(judge("${IMAGE}")) == 0
	count(judge("$(IMAGE)")) == 0
	count(judge("ko://example.com/cmd/web")) == 0
	count(judge("auto")) == 0
	count(judge("<your-image>")) == 0
	count(judge(" ")) == 0
}
