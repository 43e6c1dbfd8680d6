package kubevet.vul.log4shell_env_test

import data.kubevet.vul.log4shell_env.deny

judge(image, container) := found if {
	params := {"VUL005": {"images": ["registry.example/java/*"]}}
	found := deny with input as {"containers": [{"id": 0, "type": "main", "image": image, "c": container}], "params": params}
}

variable := "LOG4J_FORMAT_MSG_NO_LOOKUPS"

test_listed_images_need_the_variable if {
	judge("registry.example/java/shop:1", {}) == {[0, ["env"], []]}
	count(judge("registry.example/java/shop:1", {"env": [{"name": variable, "value": "false"}]})) == 1
}

test_the_variable_passes if {
	count(judge("registry.example/java/shop:1", {"env": [{"name": variable, "value": "True"}]})) == 0
	count(judge("registry.example/java/shop:1", {"env": [{"name": variable, "valueFrom": {"configMapKeyRef": {}}}]})) == 0
}

test_other_images_pass if {
	count(judge("registry.example/web:1", {})) == 0
}
