package kubevet.rba.log_event_deletion_test

import data.kubevet.rba.log_event_deletion.deny

role(groups, resources, verbs) := {
	"kind": "ClusterRole",
	"name": "operator",
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"params": data.defaults,
}

denied(at, verbs, resource) := {[-2, ["rules", 0, "verbs", at], [verbs, resource]]}

test_deleting_events_and_logs_is_denied_once_for_each_entry if {
	deny == denied(1, ["delete", "deletecollection"], "events")
		with input as role([""], ["pods", "events"], ["create", "delete", "deletecollection"])
	deny == denied(0, ["*"], "events") with input as role(["events.k8s.io"], ["events"], ["*"])
	deny == denied(0, ["delete"], "pods/log") with input as role([""], ["pods/log", "events"], ["delete"])
}

test_recording_and_other_groups_pass if {
	count(deny) == 0 with input as role([""], ["events"], ["create", "patch", "update"])
	count(deny) == 0 with input as role([""], ["pods/log"], ["get"])
	count(deny) == 0 with input as role(["events.k8s.io"], ["pods/log"], ["delete"])
	count(deny) == 0 with input as role(["example.com"], ["events"], ["delete"])
	count(deny) == 0 with input as role([""], ["*"], ["delete"])
}

test_built_in_and_aggregated_roles_pass if {
	events := role([""], ["events"], ["delete"])
	count(deny) == 0 with input as events with input.name as "system:x"
	count(deny) == 0 with input as events with input.name as "edit"
	count(deny) == 1 with input as events with input.name as "edit" with input.kind as "Role"
	count(deny) == 0 with input as events with input.object.aggregationRule as {}
}
