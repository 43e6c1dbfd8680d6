# METADATA
# scope: package
# title: NodePort Services should be avoided
# description: >-
#   A Service should not have `type: NodePort`. The node ports that a LoadBalancer allocates are not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
# custom:
#   id: NET014
#   name: service-node-port
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Service]
#   message: Service `{name}` opens a port on every node
#   help: use `ClusterIP` with an Ingress or Gateway in front of it, or `LoadBalancer`
#   fix:
#     message: "write `type: ClusterIP`, and remove what is for node ports"
#     applicability: unsafe
#   rationale: >-
#     A node port is open on every node of the cluster, on whatever networks the nodes are part of, past the
#     firewall rules and TLS of an ingress. It is also one of a few thousand ports that the whole cluster shares.
#   params:
#     allowed_namespaces: []
#   sources:
#     - kube-score:service-type
#     - kube-linter:exposed-services
#     - gatekeeper:general/block-nodeport-services
#     - kyverno:best-practices/restrict-node-port
package kubevet.net.service_node_port

deny contains [-2, ["spec", "type"], [], {"fix": array.concat([["set", ["spec", "type"], "ClusterIP"]], removed)}] if {
	input.object.spec.type == "NodePort"
	not input.namespace in input.params.NET014.allowed_namespaces
}

# The API server refuses these beside `ClusterIP`.
removed := array.concat(node_ports, policies)

node_ports := [["remove", ["spec", "ports", index, "nodePort"]] |
	some index, port in input.object.spec.ports
	port.nodePort
]

policies := [["remove", ["spec", field]] |
	some field in ["externalTrafficPolicy", "healthCheckNodePort"]
	input.object.spec[field]
]
