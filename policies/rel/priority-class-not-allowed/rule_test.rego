package kubevet.rel.priority_class_not_allowed_test

import data.kubevet.rel.priority_class_not_allowed.deny

pods(class, namespace) := {"namespace": namespace, "pod": {"spec": {"priorityClassName": class}}, "params": data.defaults}

test_a_class_outside_of_the_list_is_denied if {
	found := deny with input as pods("urgent", "shop") with input.params.REL023.allowed as ["low", "high"]
	found == {[-1, ["priorityClassName"], ["urgent", ["low", "high"]]]}
	count(deny) == 0 with input as pods("high", "shop") with input.params.REL023.allowed as ["low", "high"]
	count(deny) == 0 with input as pods("", "shop") with input.params.REL023.allowed as ["low", "high"]
}

test_system_classes_are_for_kube_system if {
	deny == {[-1, ["priorityClassName"], ["system-node-critical"], {"variant": "system"}]} with input as pods("system-node-critical", "shop")
	count(deny) == 0 with input as pods("system-node-critical", "kube-system")
	count(deny) == 0 with input as pods("high", "shop")
}
