package kubevet.rel.termination_grace_test

import data.kubevet.rel.termination_grace.deny

pod(spec, hook) := {
	"kind": "Deployment",
	"pod": {"spec": spec},
	"containers": [{"id": 0, "c": {"lifecycle": {"preStop": hook}}}],
	"params": data.defaults,
}

exec(command) := {"exec": {"command": command}}

slept(seconds, grace, origin) := {[0, ["lifecycle", "preStop", "exec", "command"], [seconds, grace, origin], {"variant": "hook"}]}

test_no_or_endless_grace_is_denied if {
	deny == {[-1, ["terminationGracePeriodSeconds"], []]} with input as pod({"terminationGracePeriodSeconds": 0}, {})
	deny == {[-1, ["terminationGracePeriodSeconds"], [3600, 600], {"variant": "long", "severity": "info"}]} with input as pod({"terminationGracePeriodSeconds": 3600}, {})
}

test_a_hook_that_takes_all_of_it_is_denied if {
	deny == {[0, ["lifecycle", "preStop", "sleep", "seconds"], [30, 30, ", the default"], {"variant": "hook"}]} with input as pod({}, {"sleep": {"seconds": 30}})
	deny == slept(60, 30, ", the default") with input as pod({}, exec(["sleep", "60"]))
	deny == slept(60, 45, ", its `terminationGracePeriodSeconds`") with input as pod({"terminationGracePeriodSeconds": 45}, exec(["/bin/sh", "-c", "sleep 5; /bin/sleep 1m && nginx -s quit"]))
}

test_short_hooks_pass if {
	count(deny) == 0 with input as pod({}, {"sleep": {"seconds": 29}})
	count(deny) == 0 with input as pod({}, {"sleep": {"seconds": 31}})
	count(deny) == 0 with input as pod({}, exec(["sh", "-c", "while pgrep app; do sleep 1; done"]))
	count(deny) == 0 with input as pod({}, exec(["sh", "-c", "nosleep 100; echo sleep100"]))
	count(deny) == 0 with input as pod({"terminationGracePeriodSeconds": 90}, exec(["sleep", "60"]))
	count(deny) == 0 with input as pod({}, {})
}

test_daemons_on_the_network_of_the_node_may_go_at_once if {
	daemon := object.union(pod({"terminationGracePeriodSeconds": 0, "hostNetwork": true}, {}), {"kind": "DaemonSet"})
	count(deny) == 0 with input as daemon
	count(deny) == 1 with input as object.union(daemon, {"kind": "StatefulSet"})
}
