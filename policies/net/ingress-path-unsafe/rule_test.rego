package kubevet.net.ingress_path_unsafe_test

import data.kubevet.net.ingress_path_unsafe.deny

ingress(path, type) := {"object": {"spec": {"rules": [{"http": {"paths": [{"path": path, "pathType": type}]}}]}}}

way := ["spec", "rules", 0, "http", "paths", 0, "path"]

test_files_of_the_controller_are_denied if {
	every path in ["/etc/passwd", "/api/etc", "/root", "/x/var/run/secrets/a", "/proc/1", "/sys"] {
		found := deny with input as ingress(path, "Prefix")
		found == {[-2, way, [path]]}
	}
}

test_names_that_begin_alike_pass if {
	every path in ["/", "/etcd", "/rooted", "/system", "/v1/sys/health", "/api/proc", "/.well-known/acme", "/fetch"] {
		count(deny) == 0 with input as ingress(path, "Prefix")
	}
}

test_directives_are_denied_of_every_type if {
	every path in ["/x{alias /etc/;}", "/x;root /;", "/x {content_by_lua_block {}}"] {
		found := deny with input as ingress(path, "ImplementationSpecific")
		found == {[-2, way, [path], {"variant": "directive"}]}
	}
}

test_what_breaks_out_is_denied_of_every_type if {
	every type in ["Exact", "Prefix", "ImplementationSpecific"] {
		found := deny with input as ingress("/api/ { return 200; #", type)
		found == {[-2, way, ["/api/ { return 200; #"], {"variant": "breaking"}]}
	}
}

test_regular_expressions_are_no_prefixes if {
	odd := deny with input as ingress("/api(/|$)(.*)", "Prefix")
	odd == {[-2, way, ["/api(/|$)(.*)", "Prefix"], {"variant": "characters", "severity": "warning"}]}
	count(deny) == 0 with input as ingress("/api(/|$)(.*)", "ImplementationSpecific")
}

test_other_controllers_pass if {
	every class in ["alb", "gce-internal", "traefik"] {
		count(deny) == 0 with input as object.union(ingress("/*", "Prefix"), {"object": {"spec": {"ingressClassName": class}}})
	}
	annotated := {"object": {"metadata": {"annotations": {"kubernetes.io/ingress.class": "kong"}}}}
	count(deny) == 0 with input as object.union(ingress("/etc", "Prefix"), annotated)
}
