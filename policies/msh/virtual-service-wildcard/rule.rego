# METADATA
# scope: package
# title: VirtualService hosts should not be a bare wildcard
# description: >-
#   A VirtualService of Istio that is bound to a gateway other than `mesh` should not have the host `*`. A server of
#   an Istio Gateway with protocol HTTP should redirect to HTTPS (`tls.httpsRedirect`; a hint).
# related_resources:
#   - https://istio.io/latest/docs/reference/config/networking/virtual-service/
#   - https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
# custom:
#   id: MSH004
#   name: virtual-service-wildcard
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [networking.istio.io/VirtualService, networking.istio.io/Gateway]
#   message: VirtualService `{name}` answers for every host at gateway {0}
#   help: list the hosts that are meant (`*.example.com` is one)
#   variants:
#     http:
#       message: port {0} of Gateway `{name}` serves HTTP without a redirect to HTTPS
#       help: 'write `tls: {httpsRedirect: true}` beside `port`, and add a server for HTTPS'
#   rationale: >-
#     A gateway is shared. A VirtualService for `*` takes the requests of hosts that others forgot or will add, and
#     answers for names that point at the address without your knowledge.
#   sources:
#     - kyverno:istio/restrict-virtual-service-wildcard
package kubevet.msh.virtual_service_wildcard

deny contains [-2, ["spec", "hosts", i], [gateways]] if {
	some i, host in input.object.spec.hosts
	host == "*"
	input.kind == "VirtualService"
	gateways := [gateway | some gateway in input.object.spec.gateways; gateway != "mesh"]
	count(gateways) > 0
}

deny contains [-2, ["spec", "servers", i, "port"], [number], {"severity": "info", "variant": "http"}] if {
	some i, server in input.object.spec.servers
	upper(server.port.protocol) == "HTTP"
	not server.tls.httpsRedirect == true
	number := object.get(server, ["port", "number"], 0)
}
