package kubevet.net.service_target_port_missing_test

import data.kubevet.net.service_target_port_missing.deny

service(port, workloads) := {"object": {"spec": {"ports": [port]}}, "facts": {"selected": workloads}}

workload(kind, ports) := {"id": 2, "kind": kind, "name": "web", "ports": ports}

http := {"name": "http", "number": 8080, "protocol": "TCP"}

unnamed := {"name": "", "number": 8080, "protocol": "TCP"}

way := ["spec", "ports", 0, "targetPort"]

related := [[2, ["spec", "template", "spec", "containers"], "the containers"]]

by_name(target) := {"port": 80, "targetPort": target}

test_an_unknown_name_is_an_error if {
	found := deny with input as service(by_name("htpp"), [workload("Deployment", [http])])
	found == {[-2, way, [["Deployment `web`"], "htpp", "TCP", {"http"}], {"severity": "error", "related": related}]}
}

test_pods_without_names_are_told_so if {
	found := deny with input as service(by_name("http"), [workload("Deployment", [unnamed])])
	extra := {"severity": "error", "variant": "unnamed", "related": related}
	found == {[-2, way, [["Deployment `web`"], "http", "TCP", set()], extra]}
}

test_one_workload_of_several_is_a_warning if {
	workloads := [workload("Deployment", [http]), workload("StatefulSet", [])]
	found := deny with input as service(by_name("http"), workloads)
	extra := {"severity": "warning", "variant": "unnamed", "related": related}
	found == {[-2, way, [["StatefulSet `web`"], "http", "TCP", set()], extra]}
}

test_all_that_lack_it_are_told_of_at_once if {
	named := deny with input as service(by_name("x"), [workload("Deployment", [http]), workload("Pod", [unnamed])])
	[[args, extra.related] | some [_, _, args, extra] in named] == [[
		[["Deployment `web`", "Pod `web`"], "x", "TCP", {"http"}],
		array.concat(related, [[2, ["spec", "containers"], "the containers"]]),
	]]
	numbered := deny with input as service(by_name(81), [workload("Deployment", [http]), workload("StatefulSet", [http])])
	[args | some [_, _, args, _] in numbered] == [[["Deployment `web`", "StatefulSet `web`"], 81, "TCP", {8080}]]
}

test_the_protocol_counts if {
	count(deny) == 1 with input as service(object.union(by_name("http"), {"protocol": "UDP"}), [workload("Pod", [http])])
	count(deny) == 1 with input as service({"port": 8080, "protocol": "UDP"}, [workload("Pod", [http])])
}

test_an_undeclared_number_is_a_remark if {
	found := deny with input as service({"port": 80}, [workload("Deployment", [http])])
	extra := {"severity": "info", "variant": "number", "related": related}
	found == {[-2, ["spec", "ports", 0, "port"], [["Deployment `web`"], 80, "TCP", {8080}], extra]}
}

test_the_number_is_shown_where_it_stands if {
	found := deny with input as service(by_name(81), [workload("Deployment", [http])])
	some [_, path, _, _] in found
	path == way
}

test_what_fits_passes if {
	every port in [by_name("http"), by_name(8080), {"port": 8080}] {
		count(deny) == 0 with input as service(port, [workload("Deployment", [http])])
	}
}

test_pods_that_declare_nothing_and_jobs_pass if {
	count(deny) == 0 with input as service({"port": 80}, [workload("Deployment", [])])
	count(deny) == 0 with input as service(by_name("x"), [workload("Job", []), workload("CronJob", [])])
}
