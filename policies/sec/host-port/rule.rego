# METADATA
# scope: package
# title: Containers must not bind ports of their node
# description: >-
#   No port of a container, init container or ephemeral container may set `hostPort`, unless the port is in
#   `allowed_ports`. In a pod with `hostNetwork: true` a host port that equals the container port says nothing
#   new; SEC015 judges that. Another number is refused by the API server there; only custom resources can hold it.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - https://kubernetes.io/docs/concepts/configuration/overview/#services
# custom:
#   id: SEC018
#   name: host-port
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` binds port {0} of its node by `hostPort`'
#   help: 'remove `hostPort: {0}`, and let a Service lead to the pod'
#   fix:
#     message: 'remove `hostPort: {0}`'
#     applicability: unsafe
#   rationale: >-
#     A host port is open on the addresses of the node, past Services and often past network policies, and only
#     one pod on each node can have it, which keeps others from being scheduled.
#   params:
#     allowed_ports: []
#   sources:
#     - polaris:hostPortSet
#     - checkov:CKV_K8S_26
#     - trivy:KSV-0024
#     - kubescape:C-0044
#     - pss:baseline/hostPorts
#     - gatekeeper:pod-security-policy/host-network-ports
#     - kyverno:pod-security/disallow-host-ports
#     - kyverno:pod-security/disallow-host-ports-range
#     - cis:5.2.13
package kubevet.sec.host_port

deny contains [container.id, path, [number], {"fix": [["remove", path]]}] if {
	some container in input.containers
	some i, port in container.c.ports
	number := port.hostPort
	number != 0
	not number in input.params.SEC018.allowed_ports
	not defaulted(port)
	not refused
	path := ["ports", i, "hostPort"]
}

# In the network of the node the API server takes no other number than that of the container port.
refused if {
	input.pod.spec.hostNetwork == true
	not contains(input.group, ".")
}

# In the network of the node the API server fills in the host port itself.
defaulted(port) if {
	input.pod.spec.hostNetwork == true
	port.hostPort == port.containerPort
}
