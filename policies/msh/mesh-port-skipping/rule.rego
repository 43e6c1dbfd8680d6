# METADATA
# scope: package
# title: Pods must not skip mesh ports
# description: >-
#   Pods should not keep ports from the proxy of their mesh: by `config.linkerd.io/skip-inbound-ports` or
#   `skip-outbound-ports`, or by `traffic.sidecar.istio.io/excludeInboundPorts` or `excludeOutboundPorts`. Ports in
#   `allowed_ports` pass.
# related_resources:
#   - https://linkerd.io/2/reference/proxy-configuration/
#   - https://istio.io/latest/docs/reference/config/annotations/
# custom:
#   id: MSH007
#   name: mesh-port-skipping
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "{kind} `{name}` keeps {0} from the mesh: {1}"
#   help: "remove the ports (for Linkerd, `config.linkerd.io/opaque-ports` keeps mTLS where the proxy cannot read the protocol), or list them in `allowed_ports`"
#   rationale: >-
#     On these ports there is no mTLS and no policy, and nothing is measured. The annotation often outlives its
#     reason, a protocol that the proxy did not understand.
#   params:
#     allowed_ports: []
#   sources:
#     - kyverno:linkerd/prevent-linkerd-port-skipping
package kubevet.msh.mesh_port_skipping

deny contains [-3, ["metadata", "annotations", key], [direction, ports]] if {
	some key, direction in {
		"config.linkerd.io/skip-inbound-ports": "incoming connections",
		"config.linkerd.io/skip-outbound-ports": "outgoing connections",
		"traffic.sidecar.istio.io/excludeInboundPorts": "incoming connections",
		"traffic.sidecar.istio.io/excludeOutboundPorts": "outgoing connections",
	}
	value := input.pod.annotations[key]
	is_string(value)
	ports := [port |
		some part in split(value, ",")
		port := trim_space(part)
		port != ""
		not is_allowed(port)
	]
	count(ports) > 0
}

# Ports are numbers or texts in the configuration.
is_allowed(port) if port in input.params.MSH007.allowed_ports

is_allowed(port) if to_number(port) in input.params.MSH007.allowed_ports
