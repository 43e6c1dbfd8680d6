# METADATA
# scope: package
# title: Ingress paths must not reach controller files
# description: >-
#   The paths of an Ingress for ingress-nginx must not lead to files of the controller (`/etc`, `/root`,
#   `/var/run/secrets` anywhere, `/proc` and `/sys` at the beginning), nor hold the directives `alias` and `root`, Lua
#   code, or what ends a word or a directive there: space, control characters, quotes, `;` and `#`. Paths with
#   `pathType: Exact` or `Prefix` should be made of letters, digits and `/ . _ -` alone. Ingresses whose class names
#   another controller (ALB, GCE, Traefik, HAProxy, Kong and others) are left out.
# related_resources:
#   - https://nvd.nist.gov/vuln/detail/CVE-2021-25745
#   - https://kubernetes.github.io/ingress-nginx/faq/#validation-of-path
# custom:
#   id: NET033
#   name: ingress-path-unsafe
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Ingress]
#   message: "path `{0}` leads to files of the controller"
#   help: use a path that does not begin like a folder of the system
#   rationale: >-
#     Old controllers copied paths into the configuration of nginx as they are. So a path could make nginx hand out
#     its own files, among them the token with which one reads all Secrets (CVE-2021-25745). Controllers since then
#     refuse such paths, and the Ingress does nothing.
#   variants:
#     directive:
#       message: "path `{0}` holds a directive of nginx"
#       help: write the path alone; what nginx is to do, annotations say
#     breaking:
#       message: "path `{0}` holds characters that break out of a directive of nginx"
#       help: remove spaces, quotes, `;` and `#` from the path
#     characters:
#       message: "path `{0}` holds characters that `pathType: {1}` may not have"
#       help: "remove them, or write `pathType: ImplementationSpecific` if the path is a regular expression"
#   sources:
#     - kyverno:nginx-ingress/restrict-ingress-paths
package kubevet.net.ingress_path_unsafe

deny contains [-2, ["spec", "rules", index, "http", "paths", at, "path"], [path]] if {
	some index, rule in input.object.spec.rules
	some at, item in rule.http.paths
	path := item.path
	leads_to_files(path)
	not has_directive(path)
	not other_controller
}

deny contains [-2, ["spec", "rules", index, "http", "paths", at, "path"], [path], {"variant": "directive"}] if {
	some index, rule in input.object.spec.rules
	some at, item in rule.http.paths
	path := item.path
	has_directive(path)
	not other_controller
}

deny contains [-2, ["spec", "rules", index, "http", "paths", at, "path"], [path], {"variant": "breaking"}] if {
	some index, rule in input.object.spec.rules
	some at, item in rule.http.paths
	path := item.path
	breaks_out(path)
	not has_directive(path)
	not leads_to_files(path)
	not other_controller
}

deny contains [-2, ["spec", "rules", index, "http", "paths", at, "path"], [path, type], extra] if {
	some index, rule in input.object.spec.rules
	some at, item in rule.http.paths
	type := item.pathType
	type in {"Exact", "Prefix"}
	path := item.path
	trim(path, plain) != ""
	not breaks_out(path)
	not has_directive(path)
	not leads_to_files(path)
	not other_controller
	extra := {"variant": "characters", "severity": "warning"}
}

plain := "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-"

# Looking for the text first is cheap, and nearly every path ends there.
leads_to_files(path) if {
	some folder in {"/etc", "/root", "/var/run/secrets", "/var/run/kubernetes/serviceaccount"}
	contains(path, folder)
	regex.match(concat("", [folder, `([/ \t\r\n;{}]|$)`]), path)
}

# Further behind they are usual: `/v1/sys` is a path of Vault.
leads_to_files(path) if {
	some folder in {"/proc", "/sys"}
	contains(path, folder)
	regex.match(concat("", [`(^|[^A-Za-z0-9._~/-])`, folder, `([/ \t\r\n;{}]|$)`]), path)
}

has_directive(path) if {
	some directive in {"alias", "root"}
	contains(path, directive)
	regex.match(concat("", [`(^|[ \t\r\n;{}])`, directive, `[ \t\r\n]`]), path)
}

has_directive(path) if contains(path, "_by_lua")

breaks_out(path) if {
	trim(path, plain) != ""
	regex.match(`[\x00-\x20\x7f;#"'\x60]`, path)
}

other_controller if regex.match(others, input.object.spec.ingressClassName)

other_controller if regex.match(others, input.object.metadata.annotations["kubernetes.io/ingress.class"])

others := `alb|gce|gke|traefik|haproxy|kong|istio|contour|azure|appgw|cilium|openshift|ambassador|skipper|apisix|tailscale|cloudflare`
