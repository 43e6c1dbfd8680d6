# METADATA
# scope: package
# title: allowPrivilegeEscalation must be false
# description: >-
#   Every container, init container and ephemeral container must set `securityContext.allowPrivilegeEscalation:
#   false`. It counts as true when it is absent. There is no such field for the whole pod. Pods for Windows are
#   not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC007
#   name: allow-privilege-escalation
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` may gain more privileges than it starts with: `allowPrivilegeEscalation` is {0}'
#   help: 'set `allowPrivilegeEscalation: false` under its `securityContext`'
#   variants:
#     forced:
#       message: 'container `{container}` may gain more privileges than it starts with: {0} always allows it'
#       help: 'remove {0}, then set `allowPrivilegeEscalation: false`: the API server refuses them together'
#   fix:
#     message: 'set `allowPrivilegeEscalation: false`'
#     applicability: safe
#   rationale: >-
#     With it a program can become root by a setuid binary of its image (`su`, `sudo`, `mount`), so that running
#     as another user protects little. Hardly any program needs this.
#   params:
#     level: required
#   sources:
#     - kube-linter:privilege-escalation-container
#     - polaris:privilegeEscalationAllowed
#     - checkov:CKV_K8S_20
#     - trivy:KSV-0001
#     - kubescape:C-0016
#     - kubescape:C-0211
#     - pss:restricted/allowPrivilegeEscalation
#     - gatekeeper:pod-security-policy/allow-privilege-escalation
#     - kyverno:pod-security/disallow-privilege-escalation
#     - kyverno:tekton/require-tekton-securitycontext
#     - cis:5.2.6
package kubevet.sec.allow_privilege_escalation

deny contains [container.id, path, [value], {"fix": [["set", path, false]]}] if {
	not input.pod.windows
	some container in input.containers
	not denied(container)
	not tolerated(container)
	not forced(container)
	value := effective(container)
}

deny contains [container.id, path, [reasons], extra] if {
	not input.pod.windows
	some container in input.containers
	not denied(container)
	forced(container)
	reasons := [reason | some [reason, _] in forces(container)]
	removals := [["remove", place] | some [_, place] in forces(container)]
	extra := {"variant": "forced", "fix": array.concat(removals, [["set", path, false]]), "applicability": "unsafe"}
}

path := ["securityContext", "allowPrivilegeEscalation"]

effective(container) := "true" if {
	container.sc.allowPrivilegeEscalation == true
} else := "not set, which counts as true"

denied(container) if container.sc.allowPrivilegeEscalation == false

# With level=explicit only a literal true counts.
tolerated(container) if {
	input.params.SEC007.level == "explicit"
	not container.sc.allowPrivilegeEscalation
}

# The API server refuses false beside these.
forced(container) if container.sc.privileged == true

forced(container) if count(added(container)) > 0

# What they are called, and where they stand.
forces(container) := array.concat([["`privileged: true`", ["securityContext", "privileged"]]], added(container)) if {
	container.sc.privileged == true
} else := added(container)

added(container) := [["`SYS_ADMIN`", ["securityContext", "capabilities", "add", i]] |
	some i, capability in container.sc.capabilities.add
	capability in {"SYS_ADMIN", "CAP_SYS_ADMIN"}
]
