package kubevet.cfg.statefulset_service_missing_test

import data.kubevet.cfg.statefulset_service_missing.deny

path := ["spec", "serviceName"]

judge(minor, spec, facts) := found if {
	found := deny with input as {
		"minor": minor,
		"namespace": "shop",
		"object": {"spec": spec},
		"facts": object.union({"missing": []}, facts),
	}
}

db := {"serviceName": "db"}

reference := {"kind": "Service", "namespace": "shop", "name": "db", "path": path}

service(headless, selects) := {"governing_service": {"id": 3, "name": "db", "headless": headless, "selects_pods": selects}}

test_no_name_is_denied if {
	judge(33, {"selector": {}}, {}) == {[-2, path, [], {"variant": "absent", "severity": "warning"}]}
	judge(34, {"selector": {}, "serviceName": ""}, {}) == {[-2, path, [], {"variant": "absent", "severity": "info"}]}
}

test_a_service_that_is_missing_is_denied if {
	judge(37, db, {"missing": [reference]}) == {[-2, path, ["db"]]}
	near := object.union(reference, {"nearest": "db-0", "existing": 7})
	judge(37, db, {"missing": [near]}) == {[-2, path, ["db", "db-0"], {"variant": "near", "related": [[7, ["metadata", "name"], "there is a Service `{1}`"]]}]}
}

test_what_is_something_else_passes if {
	count(judge(33, {"replicas": 2}, {})) == 0
	count(judge(37, db, {"missing": [object.union(reference, {"kind": "ConfigMap"})]})) == 0
}

test_a_service_of_another_form_is_denied if {
	judge(37, db, service(false, false)) == {[-2, path, ["db"], {"variant": "not_headless", "related": [[3, ["spec", "clusterIP"], "the Service"]]}]}
	judge(37, db, service(true, false)) == {[-2, path, ["db"], {"variant": "not_selected", "related": [[3, ["spec", "selector"], "its selector"]]}]}
}

test_a_headless_service_that_selects_the_pods_passes if {
	count(judge(37, db, service(true, true))) == 0
}
