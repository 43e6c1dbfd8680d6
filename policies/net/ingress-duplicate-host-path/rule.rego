# METADATA
# scope: package
# title: One host and path should belong to one Ingress
# description: >-
#   Two Ingresses of one class, in whatever namespace, should not have the same host with the same path and path
#   type; with `mode: host`, not even the same host. Canaries of ingress-nginx are left out. Of several, those whose
#   names come later are reported.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/
# custom:
#   id: NET028
#   name: ingress-duplicate-host-path
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Ingress]
#   message: "Ingress {0} has `{1}` of {2} too"
#   help: keep the path in one of the two, or give them different hosts or paths
#   variants:
#     host:
#       message: "Ingress {0} has host {2} too"
#       help: put the paths of the host into one Ingress, or give it another host
#   params:
#     mode: host-path
#   rationale: >-
#     Which of the two gets the requests is up to the controller, often the older one. A new Ingress then does
#     nothing, or it takes the traffic of another team.
#   sources:
#     - gatekeeper:general/uniqueingresshost
#     - kyverno:other/restrict-ingress-host
#     - kyverno:other/unique-ingress-host-and-path
#     - kyverno:other/unique-ingress-paths
package kubevet.net.ingress_duplicate_host_path

# One finding for a path, which tells of all others; equal ones count once.
deny contains [-2, path, [names, route, host], {"related": related}] if {
	input.params.NET028.mode == "host-path"
	some same in input.facts.same_routes
	others := [other | some other in input.facts.same_routes; other.path == same.path; other.name <= input.name]
	count(others) > 0
	path := array.concat(same.path, ["path"])
	names := [concat("", ["`", other.name, "`"]) | some other in others]
	route := same.route
	host := host_of(same)
	related := [[other.id, array.concat(other.other, ["path"]), "claimed here too"] | some other in others]
}

deny contains [-2, path, [names, "", host], extra] if {
	input.params.NET028.mode == "host"
	some same in input.facts.shared_hosts
	others := [other | some other in input.facts.shared_hosts; other.path == same.path; other.name <= input.name]
	count(others) > 0
	path := same.path
	names := [concat("", ["`", other.name, "`"]) | some other in others]
	host := same.host
	extra := {"variant": "host", "related": [[other.id, other.other, "claimed here too"] | some other in others]}
}

host_of(same) := same.host if same.host != ""

host_of(same) := "every host" if same.host == ""
