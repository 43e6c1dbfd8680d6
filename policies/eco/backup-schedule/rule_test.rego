package kubevet.eco.backup_schedule_test

import data.kubevet.eco.backup_schedule.deny

judge(kind, object, params) := found if {
	found := deny with input as {
		"kind": kind,
		"name": "main",
		"object": object,
		"params": {"ECO002": object.union({"kasten": true, "protected_namespaces": ["kube-system"], "namespace_label": ""}, params)},
	}
}

schedule(text) := judge("Schedule", {"spec": {"schedule": text}}, {})

test_schedules_that_cannot_be_read_are_denied if {
	schedule("0 3 * *") == {[-2, ["spec", "schedule"], ["0 3 * *"]]}
	every text in ["60 3 * * *", "0 24 * * *", "0 3 0 * *", "0 3 * 13 *", "0 3 * * 7", "*/0 * * * *", "@nightly", "@every day", "", "0 0 3 * * *"] {
		count(schedule(text)) == 1
	}
}

test_schedules_that_can_be_read_pass if {
	every text in ["0 3 * * *", " 0  3 * * * ", "*/15 0-6/2,12 1,15 JAN-mar ?", "5 4 * * sun,Mon-fri", "@daily", "@every 1h30m", "CRON_TZ=Europe/Paris 0 3 * * *"] {
		count(schedule(text)) == 0
	}
	count(judge("Schedule", {"spec": {}}, {})) == 0
}

test_restores_into_protected_namespaces_are_denied if {
	judge("Restore", {"spec": {"namespaceMapping": {"shop": "kube-system"}}}, {}) == {[-2, ["spec", "namespaceMapping", "shop"], ["kube-system"], {"variant": "restore"}]}
	count(judge("Restore", {"spec": {"namespaceMapping": {"shop": "shop-2"}}}, {})) == 0
}

test_kasten_policies_back_up_and_export if {
	judge("Policy", {"spec": {"actions": [{"action": "backup"}]}}, {}) == {[-2, ["spec", "actions"], ["export"], {"variant": "actions", "key": true}]}
	count(judge("Policy", {"spec": {}}, {})) == 2
	count(judge("Policy", {"spec": {"actions": [{"action": "export"}, {"action": "backup"}]}}, {})) == 0
	count(judge("Policy", {"spec": {"actions": [{"action": "import"}, {"action": "restore"}]}}, {})) == 0
	count(judge("Policy", {"spec": {}}, {"kasten": false})) == 0
}

test_kasten_profiles_protect_backups if {
	judge("Profile", {"spec": {"type": "Location"}}, {}) == {[-2, ["spec", "locationSpec", "objectStore", "protectionPeriod"], [], {"variant": "immutable"}]}
	count(judge("Profile", {"spec": {"type": "Location", "locationSpec": {"objectStore": {"protectionPeriod": "240h"}}}}, {})) == 0
	count(judge("Profile", {"spec": {"type": "Infra"}}, {})) == 0
	count(judge("Profile", {"spec": {"type": "Location"}}, {"kasten": false})) == 0
}

test_a_label_can_be_required if {
	judge("Namespace", {"metadata": {"labels": {}}}, {"namespace_label": "dataprotection"}) == {[-2, ["metadata", "labels"], ["dataprotection"], {"variant": "label", "key": true}]}
	count(judge("Namespace", {"metadata": {"labels": {"dataprotection": "gold"}}}, {"namespace_label": "dataprotection"})) == 0
	count(judge("Namespace", {"metadata": {}}, {})) == 0
}
