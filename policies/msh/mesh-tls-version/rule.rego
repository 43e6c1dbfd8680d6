# METADATA
# scope: package
# title: Mesh TLS must be at least 1.2
# description: >-
#   No older version than TLS 1.2 should be allowed by a Mesh of Consul (`tls.incoming` and `tls.outgoing`,
#   `tlsMinVersion`), a TLSOption of Traefik (`minVersion`) or a Gateway of Istio (`tls.minProtocolVersion`). A
#   TLSOption called `default` is a hint, since it counts for the whole cluster.
# related_resources:
#   - https://developer.hashicorp.com/consul/docs/reference/config-entry/mesh
#   - https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/tls/tlsoption/
#   - https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSProtocol
# custom:
#   id: MSH008
#   name: mesh-tls-version
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [consul.hashicorp.com/Mesh, traefik.io/TLSOption, traefik.containo.us/TLSOption, networking.istio.io/Gateway]
#   message: "{kind} `{name}` allows TLS older than 1.2: {0}"
#   help: "write `{1}`, or remove the field: the default is TLS 1.2"
#   variants:
#     default:
#       message: TLSOption `default` counts for every router of the cluster that names no other
#       help: give it another name, and name it where it is meant, unless it is meant for all
#   rationale: >-
#     TLS 1.0 and 1.1 have been withdrawn because of their weaknesses. A client that can be talked into them can be
#     listened to.
#   sources:
#     - kyverno:consul/enforce-min-tls-version
#     - kyverno:traefik/disallow-default-tlsoptions
package kubevet.msh.mesh_tls_version

deny contains [-2, ["spec", "tls", direction, "tlsMinVersion"], [version, "TLSv1_2"]] if {
	input.kind == "Mesh"
	some direction in ["incoming", "outgoing"]
	version := input.object.spec.tls[direction].tlsMinVersion
	version in {"TLSv1_0", "TLSv1_1"}
}

deny contains [-2, ["spec", "minVersion"], [version, "VersionTLS12"]] if {
	input.kind == "TLSOption"
	version := input.object.spec.minVersion
	version in {"VersionTLS10", "VersionTLS11"}
}

deny contains [-2, ["spec", "servers", i, "tls", "minProtocolVersion"], [version, "TLSV1_2"]] if {
	input.kind == "Gateway"
	some i, server in input.object.spec.servers
	version := server.tls.minProtocolVersion
	version in {"TLSV1_0", "TLSV1_1"}
}

deny contains [-2, ["metadata", "name"], [], {"severity": "info", "variant": "default"}] if {
	input.kind == "TLSOption"
	input.name == "default"
}
