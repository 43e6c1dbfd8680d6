# METADATA
# scope: package
# title: Third-party API versions past removal
# description: >-
#   No object may have an API version that its project has removed: cert-manager, Istio, Traefik. `tables` says which
#   projects are asked about. Those of Karpenter EKS021 reports.
# related_resources:
#   - https://cert-manager.io/docs/releases/upgrading/remove-deprecated-apis/
#   - https://istio.io/latest/news/releases/1.6.x/announcing-1.6/upgrade-notes/
#   - https://doc.traefik.io/traefik/migrate/v2-to-v3/
# custom:
#   id: API004
#   name: deprecated-third-party-api
#   severity: error
#   profile: default
#   scope: object
#   kinds:
#     - cert-manager.io/Certificate
#     - cert-manager.io/CertificateRequest
#     - cert-manager.io/ClusterIssuer
#     - cert-manager.io/Issuer
#     - acme.cert-manager.io/Challenge
#     - acme.cert-manager.io/Order
#     - certmanager.k8s.io/Certificate
#     - certmanager.k8s.io/CertificateRequest
#     - certmanager.k8s.io/Challenge
#     - certmanager.k8s.io/ClusterIssuer
#     - certmanager.k8s.io/Issuer
#     - certmanager.k8s.io/Order
#     - authentication.istio.io/MeshPolicy
#     - authentication.istio.io/Policy
#     - rbac.istio.io/AuthorizationPolicy
#     - rbac.istio.io/ClusterRbacConfig
#     - rbac.istio.io/RbacConfig
#     - rbac.istio.io/ServiceRole
#     - rbac.istio.io/ServiceRoleBinding
#     - traefik.containo.us/IngressRoute
#     - traefik.containo.us/IngressRouteTCP
#     - traefik.containo.us/IngressRouteUDP
#     - traefik.containo.us/Middleware
#     - traefik.containo.us/MiddlewareTCP
#     - traefik.containo.us/ServersTransport
#     - traefik.containo.us/TLSOption
#     - traefik.containo.us/TLSStore
#     - traefik.containo.us/TraefikService
#   message: "`{0}` of {kind} was removed in {1}"
#   help: "write the object for `{2}`; its fields may have moved, so compare them with the documentation"
#   rationale: >-
#     The API server does not know the version, so that nothing of the object is applied; or an old operator is
#     still there only for its sake, and gets no fixes.
#   params:
#     tables: [cert-manager, istio, traefik]
#   sources:
#     - pluto:third-party
package kubevet.api.deprecated_third_party_api

deny contains [-2, ["apiVersion"], [input.api_version, since, replacement]] if {
	group := groups[input.group]
	group.project in input.params.API004.tables
	since := group.removed[input.version]
	replacement := group.replacement
}

groups := {
	"acme.cert-manager.io": cert_manager("acme.cert-manager.io/v1"),
	"authentication.istio.io": {
		"project": "istio",
		"removed": {"v1alpha1": "Istio 1.6"},
		"replacement": "security.istio.io/v1",
	},
	"cert-manager.io": cert_manager("cert-manager.io/v1"),
	"certmanager.k8s.io": {
		"project": "cert-manager",
		"removed": {"v1alpha1": "cert-manager 0.11"},
		"replacement": "cert-manager.io/v1",
	},
	"rbac.istio.io": {
		"project": "istio",
		"removed": {"v1alpha1": "Istio 1.6"},
		"replacement": "security.istio.io/v1",
	},
	"traefik.containo.us": {
		"project": "traefik",
		"removed": {"v1alpha1": "Traefik 3.0"},
		"replacement": "traefik.io/v1alpha1",
	},
}

cert_manager(replacement) := {
	"project": "cert-manager",
	"removed": {"v1alpha2": "cert-manager 1.6", "v1alpha3": "cert-manager 1.6", "v1beta1": "cert-manager 1.6"},
	"replacement": replacement,
}
