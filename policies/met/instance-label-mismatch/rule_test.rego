package kubevet.met.instance_label_mismatch_test

import data.kubevet.met.instance_label_mismatch.deny

label := "app.kubernetes.io/instance"

workload(labels) := {"name": "web", "object": {"metadata": {"name": "web", "labels": labels}}}

test_a_missing_label_is_denied if {
	deny == {[-2, ["metadata", "labels", label], []]} with input as workload({})
	deny == {[-2, ["metadata", "labels", label], []]} with input as {"name": "web", "object": {"metadata": {"name": "web"}}}
}

test_another_name_is_denied if {
	deny == {[-2, ["metadata", "labels", label], ["api"], {"variant": "other"}]} with input as workload({"app.kubernetes.io/instance": "api"})
}

test_the_name_passes if {
	count(deny) == 0 with input as workload({"app.kubernetes.io/instance": "web"})
	count(deny) == 0 with input as {"name": "", "object": {"metadata": {"generateName": "web-"}}}
}
