package kubevet.sec.no_explicit_root_uid_test

import data.kubevet.sec.no_explicit_root_uid.deny

judge(spec, containers, minor) := found if {
	found := deny with input as {"kind": "CronJob", "minor": minor, "pod": {"spec": spec}, "containers": containers}
}

path := ["securityContext", "runAsUser"]

container(own, effective) := {"id": 0, "c": {"securityContext": own}, "sc": effective}

test_zero_is_denied_where_it_is_set if {
	judge({"securityContext": {"runAsUser": 0}}, [container({}, {"runAsUser": 0})], 37) == {[-1, path, [], {"variant": "pod", "fix": [["remove", path]]}]}
	judge({}, [container({"runAsUser": 0}, {"runAsUser": 0})], 37) == {[0, path, [], {"fix": [["remove", path]]}]}
}

test_root_that_may_not_be_root_never_starts if {
	sc := {"runAsUser": 0, "runAsNonRoot": true}
	both := {"variant": "never_starts", "related": []}
	judge({}, [container(sc, sc)], 37) == {[0, path, [], object.union(both, {"fix": [["remove", path]]})]}
	context := ["spec", "jobTemplate", "spec", "template", "spec", "securityContext"]
	user := [-1, array.concat(context, ["runAsUser"]), "inherited from here"]
	never := [-1, array.concat(context, ["runAsNonRoot"]), "inherited from here"]
	found := judge({}, [container({"runAsUser": 0}, sc)], 37)
	found == {[0, path, [], {"variant": "never_starts", "related": [never], "fix": [["remove", path]]}]}
	judge({}, [container({}, sc)], 37) == {[0, path, [], {"variant": "never_starts", "related": [user, never]}]}
}

test_other_users_and_user_namespaces_pass if {
	count(judge({}, [container({"runAsUser": 1}, {"runAsUser": 1})], 37)) == 0
	count(judge({"hostUsers": false}, [container({"runAsUser": 0}, {"runAsUser": 0})], 35)) == 0
}
