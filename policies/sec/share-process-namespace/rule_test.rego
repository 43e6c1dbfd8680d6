package kubevet.sec.share_process_namespace_test

import data.kubevet.sec.share_process_namespace.deny

judge(spec, containers) := found if {
	found := deny with input as {"pod": {"spec": spec}, "containers": containers}
}

test_sharing_is_denied if {
	judge({"shareProcessNamespace": true}, [{"id": 0, "type": "main"}, {"id": 1, "type": "sidecar"}]) == {[-1, ["shareProcessNamespace"], []]}
}

test_no_sharing_passes if {
	count(judge({"shareProcessNamespace": false}, [{"id": 0, "type": "main"}, {"id": 1, "type": "sidecar"}])) == 0
	count(judge({}, [{"id": 0, "type": "main"}, {"id": 1, "type": "sidecar"}])) == 0
	count(judge({"shareProcessNamespace": true}, [{"id": 0, "type": "main"}, {"id": 1, "type": "init"}])) == 0
}
