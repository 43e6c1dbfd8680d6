# METADATA
# scope: package
# title: Pods should not serve SSH
# description: >-
#   No container or sidecar should have a TCP port in `ports`, and no Service that selects pods of the run should have
#   one as `port` or `targetPort`. Add 2222, where many images listen instead, to be stricter.
# related_resources:
#   - https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/
# custom:
#   id: SEC038
#   name: ssh-server-port
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec, Service]
#   message: container `{container}` serves SSH on port {0}
#   help: remove the SSH server and the port; `kubectl exec` and `kubectl debug` lead into a container under the cluster's own rights
#   variants:
#     service:
#       message: Service `{name}` leads to an SSH server, by port {0}
#       help: remove the port; `kubectl exec` and `kubectl debug` lead into a container under the cluster's own rights
#   rationale: >-
#     An SSH server in a container is a second way in, with keys and passwords that the cluster knows nothing of: no
#     RBAC, no audit. Intruders look for it, and install one to come back.
#   params:
#     ports: [22]
#   sources:
#     - kube-linter:ssh-port
#     - kubescape:C-0042
package kubevet.sec.ssh_server_port

deny contains [container.id, ["ports", i, "containerPort"], [number]] if {
	some container in input.containers
	some i, port in container.c.ports
	number := port.containerPort
	number in input.params.SEC038.ports
	object.get(port, "protocol", "TCP") == "TCP"
	container.type in {"main", "sidecar"}
}

deny contains [-2, ["spec", "ports", i, field], [number], extra] if {
	input.kind == "Service"
	some i, port in input.object.spec.ports
	field := ssh_field(port)
	number := port[field]
	object.get(port, "protocol", "TCP") == "TCP"
	some pods in input.facts.selected
	extra := {"variant": "service", "related": [[pods.id, ["metadata", "name"], "these are the pods"]]}
}

ssh_field(port) := "port" if {
	port.port in input.params.SEC038.ports
} else := "targetPort" if {
	port.targetPort in input.params.SEC038.ports
}
