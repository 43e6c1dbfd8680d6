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

extra(severity) := {"variant": "characters", "severity": severity}

test_characters_count_by_what_they_can_do if {
	odd := deny with input as ingress("/api(/|$)(.*)", "Prefix")
	odd == {[-2, way, ["/api(/|$)(.*)", "Prefix"], extra("warning")]}
	bad := deny with input as ingress("/x;y", "Exact")
	bad == {[-2, way, ["/x;y", "Exact"], extra("error")]}
	count(deny) == 0 with input as ingress("/api(/|$)(.*)", "ImplementationSpecific")
}

test_other_controllers_pass if {
	every class in ["alb", "gce-internal", "traefik"] {
		count(deny) == 0 with input as object.union(ingress("/*", "Prefix"), {"object": {"spec": {"ingressClassName": class}}})
	}
	annotated := {"object": {"metadata": {"annotations": {"kubernetes.io/ingress.class": "kong"}}}}
	count(deny) == 0 with input as object.union(ingress("/etc", "Prefix"), annotated)
}
