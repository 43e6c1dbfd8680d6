# METADATA
# scope: package
# title: Ingress should configure TLS
# description: >-
#   An Ingress should have `spec.tls` with at least one entry, unless annotations tell its controller where TLS
#   comes from: those of the AWS load balancer controller (a certificate, or HTTPS in `listen-ports`), of GKE, of
#   the Azure application gateway, of Traefik (also entry points that are all called secure), of OpenShift routes, and the
#   TLS passthrough of ingress-nginx. A canary of ingress-nginx takes TLS from the Ingress it is beside.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
# custom:
#   id: NET023
#   name: ingress-tls-missing
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Ingress]
#   message: Ingress `{name}` has no TLS
#   help: add `spec.tls` with the hosts and the name of the Secret that holds their certificate
#   rationale: >-
#     Without TLS, passwords, cookies and everything else travel in the clear, and anybody on the way can read and
#     change them.
#   sources:
#     - polaris:tlsSettingsMissing
#     - kubescape:C-0263
#     - kubescape:C-0245
#     - gatekeeper:general/httpsonly
#     - kyverno:other/require-ingress-https
package kubevet.net.ingress_tls_missing

deny contains [-2, ["spec", "tls"], []] if {
	count(object.get(input.object, ["spec", "tls"], [])) == 0
	not given_by_annotation
}

given_by_annotation if {
	some key, value in input.object.metadata.annotations
	key in naming_certificates
	value != ""
}

given_by_annotation if {
	some key, value in input.object.metadata.annotations
	key in switches
	value == "true"
}

given_by_annotation if contains(input.object.metadata.annotations["alb.ingress.kubernetes.io/listen-ports"], "HTTPS")

naming_certificates := {
	"alb.ingress.kubernetes.io/certificate-arn",
	"appgw.ingress.kubernetes.io/appgw-ssl-certificate",
	"ingress.gcp.kubernetes.io/pre-shared-cert",
	"networking.gke.io/managed-certificates",
	"route.openshift.io/termination",
}

switches := {
	"nginx.ingress.kubernetes.io/canary",
	"nginx.ingress.kubernetes.io/ssl-passthrough",
	"traefik.ingress.kubernetes.io/router.tls",
}

# `websecure`, which has TLS by itself.
given_by_annotation if {
	entries := split(input.object.metadata.annotations["traefik.ingress.kubernetes.io/router.entrypoints"], ",")
	every entry in entries {
		contains(lower(entry), "secure")
	}
}
