# METADATA
# scope: package
# title: Mesh mTLS should be STRICT
# description: >-
#   A PeerAuthentication of Istio should not have the mode `PERMISSIVE`, and must not have `DISABLE`, in `mtls` or for
#   a port in `portLevelMtls`. A DestinationRule must not have `tls.mode: DISABLE`, in its `trafficPolicy`, for a port,
#   or in a subset. Without a mode the parent's counts.
# related_resources:
#   - https://istio.io/latest/docs/reference/config/security/peer_authentication/
#   - https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
# custom:
#   id: MSH003
#   name: mtls-not-strict
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [security.istio.io/PeerAuthentication, networking.istio.io/DestinationRule]
#   message: PeerAuthentication `{name}` accepts connections without mTLS
#   help: 'write `mode: STRICT` once all clients are part of the mesh'
#   variants:
#     disabled:
#       message: "{kind} `{name}` switches mTLS off"
#       help: "write `mode: {0}`"
#   rationale: >-
#     Without mTLS everybody on the network can read and change what services say to each other, and policies that ask
#     who is calling have nobody to ask about.
#   sources:
#     - kyverno:istio/enforce-strict-mtls
#     - kyverno:istio/enforce-tls-hosts-host-subnets
package kubevet.msh.mtls_not_strict

deny contains [-2, path, []] if {
	input.kind == "PeerAuthentication"
	some [path, mode] in accepted
	mode == "PERMISSIVE"
}

deny contains [-2, path, ["STRICT"], {"severity": "error", "variant": "disabled"}] if {
	input.kind == "PeerAuthentication"
	some [path, mode] in accepted
	mode == "DISABLE"
}

deny contains [-2, path, ["ISTIO_MUTUAL"], {"severity": "error", "variant": "disabled"}] if {
	input.kind == "DestinationRule"
	some [path, mode] in sent
	mode == "DISABLE"
}

accepted contains [["spec", "mtls", "mode"], mode] if {
	mode := input.object.spec.mtls.mode
}

accepted contains [["spec", "portLevelMtls", port, "mode"], mode] if {
	some port, settings in input.object.spec.portLevelMtls
	mode := settings.mode
}

sent contains [["spec", "trafficPolicy", "tls", "mode"], mode] if {
	mode := input.object.spec.trafficPolicy.tls.mode
}

sent contains [["spec", "trafficPolicy", "portLevelSettings", i, "tls", "mode"], mode] if {
	some i, settings in input.object.spec.trafficPolicy.portLevelSettings
	mode := settings.tls.mode
}

sent contains [["spec", "subsets", i, "trafficPolicy", "tls", "mode"], mode] if {
	some i, subset in input.object.spec.subsets
	mode := subset.trafficPolicy.tls.mode
}

sent contains [["spec", "subsets", i, "trafficPolicy", "portLevelSettings", j, "tls", "mode"], mode] if {
	some i, subset in input.object.spec.subsets
	some j, settings in subset.trafficPolicy.portLevelSettings
	mode := settings.tls.mode
}
