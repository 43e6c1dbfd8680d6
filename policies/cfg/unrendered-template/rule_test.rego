package kubevet.cfg.unrendered_template_test

import data.kubevet.cfg.unrendered_template.deny

judge(image, c, allowed) := found if {
	found := deny with input as {
		"containers": [{"id": 0, "image": image, "c": c}],
		"params": {"CFG030": {"allowed": allowed}},
	}
}

test_markers_in_images_are_denied if {
	judge("web:{{ .Values.tag }}", {}, []) == {[0, ["image"], ["web:{{ .Values.tag }}"]]}
	count(judge("web:${TAG}", {}, [])) == 1
	count(judge("web:$(TAG)", {}, [])) == 1
	count(judge("web:$TAG", {}, [])) == 1
	count(judge("web:${TAG}", {}, ["$"])) == 0
	count(judge("web:{{ tag }}", {}, ["$"])) == 1
	count(judge("web:1.4", {}, [])) == 0
}

test_values_that_a_template_lacked_are_denied if {
	judge("web:1", {"env": [{"name": "A"}, {"name": "B", "value": "<no value>"}]}, []) == {[0, ["env", 1, "value"], [], {"variant": "empty"}]}
	judge("web:1", {"args": ["--host=<no value>"], "command": ["run"]}, []) == {[0, ["args", 0], [], {"variant": "empty"}]}
	judge("web:1", {"command": ["--host=%!s(<nil>)"]}, []) == {[0, ["command", 0], [], {"variant": "empty"}]}
}

test_scripts_and_templates_of_the_program_pass if {
	count(judge("web:1", {"args": ["[ \"$x\" = \"<no value>\" ] && exit"]}, [])) == 0
	count(judge("web:1", {"args": ["if a %!b\nthen"], "env": [{"name": "A", "value": "{{ .User }}"}]}, [])) == 0
}
