# METADATA
# scope: package
# title: ingress-nginx annotation values must not carry control characters
# description: >-
#   The annotations `auth-url`, `auth-signin`, `auth-tls-match-cn`, `mirror-target`, `mirror-host` and
#   `rewrite-target` of ingress-nginx must not hold line breaks or other control characters, nor any of
#   `; { } | \ ^ < > #`, quotes and backquotes. In `auth-tls-match-cn`, a regular expression, `{ } | \ ^` may stand.
#   Space around the value is left out.
# related_resources:
#   - https://github.com/kubernetes/kubernetes/issues/131007
#   - https://github.com/kubernetes/kubernetes/issues/131008
#   - https://github.com/kubernetes/kubernetes/issues/131006
#   - https://nvd.nist.gov/vuln/detail/CVE-2021-25742
# custom:
#   id: NET032
#   name: ingress-nginx-unsafe-annotation
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Ingress]
#   message: "annotation `{0}` holds {1}"
#   help: write a plain URL, name or path, with such characters percent-encoded
#   rationale: >-
#     Old controllers copied these values into the configuration of nginx as they are. Such characters end the
#     directive and begin another one, which can load code and read all Secrets of the controller (CVE-2025-1097,
#     CVE-2025-1098, CVE-2025-24514). Controllers since then ignore the annotation, and what it should protect.
#   sources:
#     - trivy:KCV-0093
#     - kyverno:nginx-ingress/restrict-annotations
package kubevet.net.ingress_nginx_unsafe_annotation

deny contains [-2, ["metadata", "annotations", key], [key, characters], {"key": true}] if {
	some key, value in input.object.metadata.annotations
	pattern := unsafe[key]
	pattern
	found := {character | some character in regex.find_n(pattern, trim_space(value), -1)}
	count(found) > 0
	characters := [described(character) | some character in found]
}

unsafe := {
	"nginx.ingress.kubernetes.io/auth-signin": plain,
	"nginx.ingress.kubernetes.io/auth-tls-match-cn": expression,
	"nginx.ingress.kubernetes.io/auth-url": plain,
	"nginx.ingress.kubernetes.io/mirror-host": plain,
	"nginx.ingress.kubernetes.io/mirror-target": plain,
	"nginx.ingress.kubernetes.io/rewrite-target": plain,
}

plain := `[\x00-\x1f\x7f;{}|\\^<>#"'\x60]`

expression := `[\x00-\x1f\x7f;<>#"'\x60]`

described(character) := "a line break" if character in {"\n", "\r"}

described(character) := "a backquote" if character == "`"

described(character) := concat("", ["`", character, "`"]) if {
	not character in {"\n", "\r", "`"}
	not regex.match(`[\x00-\x1f\x7f]`, character)
}

described(character) := "a control character" if {
	not character in {"\n", "\r"}
	regex.match(`[\x00-\x1f\x7f]`, character)
}
