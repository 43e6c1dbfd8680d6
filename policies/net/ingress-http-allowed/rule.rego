# METADATA
# scope: package
# title: Ingress should refuse or redirect plain HTTP
# description: >-
#   An Ingress should not serve plain HTTP. Reported are: for ingress-nginx, `ssl-redirect` switched off (unless
#   `force-ssl-redirect` is on), and `force-ssl-redirect` switched off where there is no `spec.tls`; for GKE,
#   `kubernetes.io/ingress.allow-http` other than `false` without a FrontendConfig; for Traefik, `router.tls` other
#   than `true`, unless the entry points are secure ones or a middleware redirects. With `strict`, every Ingress needs
#   `kubernetes.io/ingress.allow-http: "false"` and, unless `tls_optional` is set, `spec.tls`.
# related_resources:
#   - https://kubernetes.github.io/ingress-nginx/user-guide/tls/#server-side-https-enforcement-through-redirect
#   - https://cloud.google.com/kubernetes-engine/docs/concepts/ingress-xlb#disabling_http
#   - https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
# custom:
#   id: NET024
#   name: ingress-http-allowed
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [Ingress]
#   message: Ingress `{name}` serves plain HTTP
#   help: 'set the annotation `{0}: "{1}"`'
#   fix:
#     message: 'set the annotation `{0}: "{1}"`'
#     applicability: unsafe
#   rationale: >-
#     A certificate protects only those who use it. Browsers begin with HTTP when nobody has told them otherwise, and
#     cookies and tokens sent once in the clear are lost.
#   variants:
#     tls:
#       message: Ingress `{name}` has no TLS
#       help: add `spec.tls` with the hosts and the name of the Secret that holds their certificate
#   params:
#     tls_optional: false
#     strict: false
#   sources:
#     - gatekeeper:general/httpsonly
#     - kyverno:other/require-ingress-https
package kubevet.net.ingress_http_allowed

# The way to the annotation is given even where it is missing: then its parent is shown.
deny contains [-2, path, [key, value], {"fix": [["set", path, value]]}] if {
	not input.params.NET024.strict
	some key, value in wanted
	path := ["metadata", "annotations", key]
}

deny contains [-2, path, [allow_http, "false"], {"fix": [["set", path, "false"]]}] if {
	input.params.NET024.strict
	not refuses_http
	path := ["metadata", "annotations", allow_http]
}

deny contains [-2, ["spec", "tls"], [], {"variant": "tls"}] if {
	input.params.NET024.strict
	not input.params.NET024.tls_optional
	without_tls
}

wanted[ssl_redirect] := "true" if {
	input.object.metadata.annotations[ssl_redirect] in off
	not is_forced
}

wanted[force_ssl_redirect] := "true" if {
	input.object.metadata.annotations[force_ssl_redirect] in off
	without_tls
}

wanted[allow_http] := "false" if {
	startswith(class, "gce")
	not refuses_http
	not input.object.metadata.annotations["networking.gke.io/v1beta1.FrontendConfig"]
}

wanted[router_tls] := "true" if {
	contains(class, "traefik")
	not has_router_tls
	not has_secure_entry
	not redirects
}

ssl_redirect := "nginx.ingress.kubernetes.io/ssl-redirect"

force_ssl_redirect := "nginx.ingress.kubernetes.io/force-ssl-redirect"

allow_http := "kubernetes.io/ingress.allow-http"

router_tls := "traefik.ingress.kubernetes.io/router.tls"

off := {"false", "False", "FALSE", "0", "f", "F"}

is_forced if input.object.metadata.annotations[force_ssl_redirect] == "true"

without_tls if count(object.get(input.object, ["spec", "tls"], [])) == 0

refuses_http if input.object.metadata.annotations[allow_http] == "false"

has_router_tls if input.object.metadata.annotations[router_tls] == "true"

# Entry points that are all named like secure ones.
has_secure_entry if {
	entries := split(input.object.metadata.annotations["traefik.ingress.kubernetes.io/router.entrypoints"], ",")
	every entry in entries {
		contains(lower(entry), "secure")
	}
}

redirects if contains(input.object.metadata.annotations["traefik.ingress.kubernetes.io/router.middlewares"], "redirect")

# The annotation counts only where the field is missing.
class := input.object.spec.ingressClassName

class := input.object.metadata.annotations["kubernetes.io/ingress.class"] if not input.object.spec.ingressClassName
