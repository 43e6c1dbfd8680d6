# METADATA
# scope: package
# title: Only safe sysctls may be set
# description: >-
#   What a pod sets under `securityContext.sysctls` must be a sysctl that the Pod Security Standards of the target
#   version know as safe, or be in `allowed`. Slashes in a name count as dots.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
# custom:
#   id: SEC029
#   name: unsafe-sysctls
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'the pods of {kind} `{name}` set the sysctl `{0}`, which is not a safe one'
#   help: remove it, or set it on the nodes; nodes whose kubelet allows it can be listed with their sysctls in `allowed`
#   variants:
#     later:
#       message: 'the pods of {kind} `{name}` set the sysctl `{0}`, which is a safe one from Kubernetes 1.{1} on only'
#       help: remove it, or wait with it for Kubernetes 1.{1}
#   fix:
#     message: remove the sysctl `{0}`
#     applicability: unsafe
#   rationale: >-
#     The kubelet refuses pods with other sysctls unless it is told to allow them: the pod fails with
#     `SysctlForbidden`. Where it is allowed, the pod may change the kernel for its neighbours too.
#   params:
#     allowed: []
#   sources:
#     - kube-linter:unsafe-sysctls
#     - trivy:KSV-0026
#     - pss:baseline/sysctls
#     - gatekeeper:pod-security-policy/forbidden-sysctls
#     - kyverno:pod-security/restrict-sysctls
package kubevet.sec.unsafe_sysctls

deny contains [-1, ["securityContext", "sysctls", i, "name"], [name], {"fix": [["remove", entry]]}] if {
	some i, sysctl in input.pod.spec.securityContext.sysctls
	name := replace(sysctl.name, "/", ".")
	not name in input.params.SEC029.allowed
	not safe_since[name]
	entry := ["securityContext", "sysctls", i]
}

deny contains [-1, ["securityContext", "sysctls", i, "name"], [name, minor], {"variant": "later", "fix": [["remove", entry]]}] if {
	some i, sysctl in input.pod.spec.securityContext.sysctls
	name := replace(sysctl.name, "/", ".")
	not name in input.params.SEC029.allowed
	minor := safe_since[name]
	input.minor < minor
	entry := ["securityContext", "sysctls", i]
}

# The minor version of the Pod Security Standards from which on a sysctl is safe
# (k8s.io/pod-security-admission/policy/check_sysctls.go).
safe_since := {
	"kernel.shm_rmid_forced": 0,
	"net.ipv4.ip_local_port_range": 0,
	"net.ipv4.tcp_syncookies": 0,
	"net.ipv4.ping_group_range": 0,
	"net.ipv4.ip_unprivileged_port_start": 0,
	"net.ipv4.ip_local_reserved_ports": 27,
	"net.ipv4.tcp_keepalive_time": 29,
	"net.ipv4.tcp_fin_timeout": 29,
	"net.ipv4.tcp_keepalive_intvl": 29,
	"net.ipv4.tcp_keepalive_probes": 29,
	"net.ipv4.tcp_rmem": 32,
	"net.ipv4.tcp_wmem": 32,
	"net.ipv4.tcp_slow_start_after_idle": 37,
	"net.ipv4.tcp_notsent_lowat": 37,
}
