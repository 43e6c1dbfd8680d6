# METADATA
# scope: package
# title: procMount must stay Default
# description: >-
#   `securityContext.procMount` of a container, init container or ephemeral container must be `Default` or absent.
#   On Kubernetes 1.35 and later a pod with `hostUsers: false` may unmask it, unless `level` is `restricted`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
# custom:
#   id: SEC028
#   name: proc-mount
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` sees `/proc` unmasked: its `procMount` is `{0}`'
#   help: remove `procMount`
#   fix:
#     message: remove `procMount`
#     applicability: unsafe
#   rationale: >-
#     Runtimes hide and lock those parts of `/proc` that tell about the node or change it. Unmasked, they are open
#     to the container.
#   params:
#     level: baseline
#   sources:
#     - kube-linter:unsafe-proc-mount
#     - polaris:procMount
#     - trivy:KSV-0027
#     - pss:baseline/procMount
#     - pss:restricted/procMount_restricted
#     - gatekeeper:pod-security-policy/proc-mount
#     - kyverno:pod-security/disallow-proc-mount
package kubevet.sec.proc_mount

deny contains [container.id, path, [mount], {"fix": [["remove", path]]}] if {
	some container in input.containers
	mount := container.sc.procMount
	mount != "Default"
	not user_namespace
}

path := ["securityContext", "procMount"]

# Pod Security Standards of 1.35, baseline.
user_namespace if {
	input.minor >= 35
	input.pod.spec.hostUsers == false
	input.params.SEC028.level == "baseline"
}
