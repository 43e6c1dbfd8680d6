# METADATA
# scope: package
# title: Probes and hooks must not name a host
# description: >-
#   `host` of `httpGet` and `tcpSocket` must be absent or empty in `livenessProbe`, `readinessProbe`, `startupProbe`,
#   `lifecycle.postStart` and `lifecycle.preStop` of containers and init containers, or be in `allowed_hosts`. In a pod
#   with `hostNetwork: true`, which SEC015 reports, an address of the loopback interface is an info only. With `literal`
#   it is an error too, and nothing is judged before Kubernetes 1.34: so the Pod Security Standards have it.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
# custom:
#   id: SEC034
#   name: probe-host-field
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: '`{0}` of container `{container}` goes to the host `{1}` instead of to the pod'
#   help: remove `host`; for a virtual host set a `Host` header in `httpHeaders`
#   fix:
#     message: 'remove `host`: the request goes to the pod'
#     applicability: unsafe
#   rationale: >-
#     The kubelet sends these requests, from the node and past all network policies, so that whoever writes a pod can
#     reach what only nodes should: services on localhost, metadata endpoints, other networks. And a probe of another
#     host says nothing about this container.
#   params:
#     allowed_hosts: []
#     literal: false
#   sources:
#     - pss:baseline/hostProbesAndHostLifecycle
#     - gatekeeper:pod-security-policy/host-probes-lifecycle
package kubevet.sec.probe_host_field

deny contains [container.id, path, [name, host], {"severity": severity(host), "fix": [["remove", path]]}] if {
	judged
	some container in input.containers
	some name in {"livenessProbe", "readinessProbe", "startupProbe"}
	probe := container.c[name]
	some action in {"httpGet", "tcpSocket"}
	host := probe[action].host
	not is_allowed(host)
	path := [name, action, "host"]
}

deny contains [container.id, path, [name, host], {"severity": severity(host), "fix": [["remove", path]]}] if {
	judged
	some container in input.containers
	lifecycle := container.c.lifecycle
	some name in {"postStart", "preStop"}
	hook := lifecycle[name]
	some action in {"httpGet", "tcpSocket"}
	host := hook[action].host
	not is_allowed(host)
	path := ["lifecycle", name, action, "host"]
}

judged if not input.params.SEC034.literal

judged if input.minor >= 34

is_allowed(host) if host == ""

is_allowed(host) if host in input.params.SEC034.allowed_hosts

# In the network of the node the pod's own server may listen on the loopback interface only.
severity(host) := "info" if {
	not input.params.SEC034.literal
	input.pod.spec.hostNetwork == true
	host in {"127.0.0.1", "::1", "localhost"}
} else := "error"
