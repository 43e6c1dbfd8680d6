package kubevet.res.emptydir_size_limit_test

import data.kubevet.res.emptydir_size_limit.deny

pod(volume) := {
	"pod": {"spec": {"volumes": [{"name": "a", "configMap": {"name": "a"}}, object.union({"name": "tmp"}, volume)]}},
	"params": data.defaults,
}

path := ["volumes", 1, "emptyDir", "sizeLimit"]

test_no_size_limit_is_denied if {
	deny == {[-1, path, ["tmp", ""], {}]} with input as pod({"emptyDir": {}})
	deny == {[-1, path, ["tmp", ""], {}]} with input as pod({"emptyDir": {"medium": ""}})
	deny == {[-1, ["volumes", 1], ["tmp", ""], {}]} with input as pod({})
}

test_volumes_in_memory_are_worse if {
	deny == {[-1, path, ["tmp", ""], {"severity": "warning", "variant": "memory"}]}
		with input as pod({"emptyDir": {"medium": "Memory"}})
}

test_a_size_limit_and_other_volumes_pass if {
	count(deny) == 0 with input as pod({"emptyDir": {"sizeLimit": "1Gi"}})
	count(deny) == 0 with input as pod({"emptyDir": {"medium": "Memory", "sizeLimit": 1}})
	count(deny) == 0 with input as pod({"emptyDir": {"medium": "HugePages-2Mi"}})
	count(deny) == 0 with input as pod({"hostPath": {"path": "/tmp"}})
}

test_the_size_of_the_house_is_a_fix if {
	deny == {[-1, path, ["tmp", "1Gi"], {"fix": [["set", path, "1Gi"]]}]} with input as pod({"emptyDir": {}})
		with input.params.RES015.size_limit as "1Gi"
}
