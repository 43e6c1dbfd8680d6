# METADATA
# scope: package
# title: ingress-nginx snippets allow code injection
# description: >-
#   An Ingress must not bring configuration of nginx of its own in the annotations `server-snippet`,
#   `configuration-snippet`, `auth-snippet`, `stream-snippet` and `modsecurity-snippet` of ingress-nginx; what Lua
#   code, `alias` or `root` it holds is named. The ConfigMap of the controller must not set
#   `allow-snippet-annotations: "true"`.
# related_resources:
#   - https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/
#   - https://github.com/kubernetes/kubernetes/issues/126811
#   - https://nvd.nist.gov/vuln/detail/CVE-2021-25742
# custom:
#   id: NET031
#   name: ingress-nginx-snippets
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Ingress, ConfigMap]
#   message: annotation `{0}` puts text of this Ingress into the configuration of nginx
#   help: remove it, and use the annotation or the key of the ConfigMap that is made for the purpose
#   fix:
#     message: keep text of Ingresses out of the configuration of nginx
#     applicability: unsafe
#   rationale: >-
#     All Ingresses share one nginx, which holds the credentials of the controller: often all Secrets of the
#     cluster. Whoever may write a snippet can read them (CVE-2021-25742, CVE-2024-7646), and one snippet with an
#     error stops the updates for everybody.
#   variants:
#     content:
#       message: "annotation `{0}` puts text of this Ingress into the configuration of nginx, with {1}"
#       help: remove it, and use the annotation or the key of the ConfigMap that is made for the purpose
#     controller:
#       message: this ConfigMap lets every Ingress put text into the configuration of nginx
#       help: 'set `allow-snippet-annotations: "false"`, which is the default since version 1.9 of the controller'
#   sources:
#     - checkov:CKV_K8S_152
#     - checkov:CKV_K8S_153
#     - checkov:CKV_K8S_154
#     - kyverno:nginx-ingress/disallow-ingress-nginx-custom-snippets
#     - kyverno:nginx-ingress/restrict-annotations
#     - kyverno:other/check-ingress-nginx-controller-version-and-annotation-policy
#     - kubescape:C-0059
package kubevet.net.ingress_nginx_snippets

deny contains [-2, ["metadata", "annotations", key], [key], {"fix": [["remove", ["metadata", "annotations", key]]]}] if {
	input.kind == "Ingress"
	some key, text in input.object.metadata.annotations
	key in snippets
	text != ""
	count(words(text)) == 0
}

deny contains [-2, ["metadata", "annotations", key], [key, found], extra] if {
	input.kind == "Ingress"
	some key, text in input.object.metadata.annotations
	key in snippets
	found := words(text)
	count(found) > 0
	extra := {"variant": "content", "fix": [["remove", ["metadata", "annotations", key]]]}
}

deny contains [-2, path, [], {"variant": "controller", "fix": [["set", path, "false"]]}] if {
	input.kind == "ConfigMap"
	input.object.data["allow-snippet-annotations"] == "true"
	path := ["data", "allow-snippet-annotations"]
}

snippets := {
	"nginx.ingress.kubernetes.io/auth-snippet",
	"nginx.ingress.kubernetes.io/configuration-snippet",
	"nginx.ingress.kubernetes.io/modsecurity-snippet",
	"nginx.ingress.kubernetes.io/server-snippet",
	"nginx.ingress.kubernetes.io/stream-snippet",
}

# What reads files or runs code.
words(text) := [word | some word, pattern in risky; regex.match(pattern, text)]

risky := {
	"Lua code": `lua_|_by_lua`,
	"the directive `alias`": `(^|[ \t\r\n;{}])alias[ \t\r\n]`,
	"the directive `root`": `(^|[ \t\r\n;{}])root[ \t\r\n]`,
}
