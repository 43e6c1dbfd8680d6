package kubevet.sec.node_selection_forbidden_test

import data.kubevet.sec.node_selection_forbidden.deny

judge(spec, forbid) := found if {
	found := deny with input as {"pod": {"spec": spec}, "params": {"SEC053": {"forbid": forbid}}}
}

every_way := ["nodeName", "nodeSelector", "nodeAffinity"]

test_each_way_is_denied_where_it_is_forbidden if {
	judge({"nodeName": "n1"}, ["nodeName"]) == {[-1, ["nodeName"], ["nodeName"], {"severity": "warning"}]}
	judge({"nodeSelector": {"a": "b"}}, every_way) == {[-1, ["nodeSelector"], ["nodeSelector"], {"key": true}]}
	found := judge({"affinity": {"nodeAffinity": {"x": []}}}, every_way)
	found == {[-1, ["affinity", "nodeAffinity"], ["affinity.nodeAffinity"], {"key": true}]}
}

test_what_is_not_forbidden_passes if {
	count(judge({"nodeSelector": {"a": "b"}, "affinity": {"nodeAffinity": {"x": []}}}, ["nodeName"])) == 0
	count(judge({"nodeName": "n1"}, [])) == 0
	count(judge({"nodeName": "", "nodeSelector": {}}, every_way)) == 0
}
