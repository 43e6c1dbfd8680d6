# METADATA
# scope: package
# title: Ingress default backends catch every host
# description: >-
#   An Ingress should not set `spec.defaultBackend` (`spec.backend` in old versions): it answers all requests that no
#   rule of any Ingress is for.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/#default-backend
# custom:
#   id: NET030
#   name: ingress-default-backend
#   severity: info
#   profile: off
#   scope: object
#   kinds: [Ingress]
#   yields_to: [NET026]
#   message: 'Ingress `{name}` answers requests for every host that no rule is for'
#   help: 'write rules with the hosts that are meant'
#   rationale: >-
#     Requests for any name that leads to the controller reach this application, those of others with a slip in their
#     rules among them.
#   sources:
#     - kyverno:other/restrict-ingress-defaultbackend
package kubevet.net.ingress_default_backend

deny contains [-2, ["spec", field], [], {"key": true}] if {
	some field in ["defaultBackend", "backend"]
	input.object.spec[field]
}
