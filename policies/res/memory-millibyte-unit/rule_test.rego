package kubevet.res.memory_millibyte_unit_test

import data.kubevet.res.memory_millibyte_unit.deny

container(resources) := {"minor": 34, "pod": {"spec": {}}, "containers": [{"id": 0, "c": {"resources": resources}}]}

test_thousandths_of_a_byte_are_denied if {
	deny == {[0, ["resources", "limits", "memory"], ["memory", "512m", "512", "limits"], {}]}
		with input as container({"limits": {"memory": "512m"}})
	deny == {[0, ["resources", "requests", "ephemeral-storage"], ["ephemeral-storage", "1.5m", "1.5", "requests"], {}]}
		with input as container({"requests": {"ephemeral-storage": "1.5m"}})
}

test_a_bare_number_that_is_too_small_is_denied if {
	every value in [512, "512", 1048575, "0.5", "1e3"] {
		deny == {[0, ["resources", "limits", "memory"], ["memory", value, value, "limits"], {"variant": "bare"}]}
			with input as container({"limits": {"memory": value}})
	}
}

test_units_large_numbers_and_zero_pass if {
	every value in ["512Mi", "1M", 1048576, "134217728", "128974848000m", 0, "0", "0m", "1k", "{{ x }}m"] {
		count(deny) == 0 with input as container({"limits": {"memory": value}})
	}
}

test_cpu_is_counted_in_thousandths if {
	count(deny) == 0 with input as container({"limits": {"cpu": "500m"}, "claims": [{"name": "gpu"}]})
}

test_the_pod_as_a_whole_counts_from_1_34 if {
	whole := {"minor": 34, "pod": {"spec": {"resources": {"limits": {"memory": "512m"}}}}, "containers": []}
	deny == {[-1, ["resources", "limits", "memory"], ["memory", "512m", "512", "limits"], {"variant": "pod"}]} with input as whole
	bare := {"resources": {"requests": {"memory": 64}}}
	deny == {[-1, ["resources", "requests", "memory"], ["memory", 64, 64, "requests"], {"variant": "pod_bare"}]}
		with input as whole with input.pod.spec as bare
	count(deny) == 0 with input as whole with input.minor as 33
}
