# METADATA
# scope: package
# title: Containers should listen above 1023
# description: >-
#   Main containers, sidecars and init containers should declare no `containerPort` below 1024. Containers that add
#   NET_BIND_SERVICE pass, as do pods whose sysctl `net.ipv4.ip_unprivileged_port_start` is not above the port, and
#   pods for Windows.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
#   - https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
# custom:
#   id: SEC039
#   name: privileged-port
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` listens on port {0}, for which Linux asks for a privilege
#   help: let the program listen above 1023, for example on 8080; the Service may keep `port {0}` and point to it with `targetPort`
#   rationale: >-
#     Where the container runtime does not relax the rule, a program needs root or NET_BIND_SERVICE to listen
#     below 1024. Since a Service translates ports, nobody needs that.
#   sources:
#     - kube-linter:privileged-ports
#     - trivy:KSV-0117
package kubevet.sec.privileged_port

deny contains [container.id, ["ports", i, "containerPort"], [number]] if {
	not input.pod.windows
	some container in input.containers
	container.type != "ephemeral"
	some i, port in container.c.ports
	number := port.containerPort
	number > 0
	number < 1024
	not may_bind(container)
	not open_from(number)
}

may_bind(container) if {
	some capability in container.sc.capabilities.add
	trim_prefix(upper(capability), "CAP_") in {"NET_BIND_SERVICE", "ALL"}
}

open_from(number) if {
	some sysctl in input.pod.spec.securityContext.sysctls
	replace(sysctl.name, "/", ".") == "net.ipv4.ip_unprivileged_port_start"
	to_number(sysctl.value) <= number
}
