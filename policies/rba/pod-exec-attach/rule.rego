# METADATA
# scope: package
# title: pods/exec and pods/attach should be limited
# description: >-
#   No rule of a Role or ClusterRole should allow `create`, `get` or `*` on `pods/exec` or `pods/attach` of the
#   core group, be it by name or by `*`, `*/*`, `pods/*`, `*/exec` or `*/attach`. `get` opens the same connection.
#   Roles whose names `names_exempt` lists (`*` at the end stands for anything) are left out.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: RBA007
#   name: pod-exec-attach
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Role, ClusterRole]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may run commands in pods: `{0}` on `{1}`"
#   help: leave out `{1}`; people can be given it for the time they need it
#   rationale: >-
#     Who may exec into a pod has everything the pod has: its Secrets, its ServiceAccount, its network, and on a
#     privileged pod the node. No admission policy sees what is run there.
#   params:
#     names_exempt: [admin, edit, cluster-admin, "system:*"]
#   sources:
#     - polaris:clusterrolePodExecAttach
#     - polaris:rolePodExecAttach
#     - polaris:clusterrolebindingPodExecAttach
#     - polaris:rolebindingClusterRolePodExecAttach
#     - polaris:rolebindingRolePodExecAttach
#     - trivy:KSV-0053
#     - trivy:KSV-0054
#     - kubescape:C-0002
#     - checkov:CKV2_K8S_2
package kubevet.rba.pod_exec_attach

deny contains [-2, ["rules", i, "resources", at], [verbs, resource]] if {
	not exempt
	some i, rule in input.object.rules
	some at, resource in rule.resources
	resource in commanding
	at == min([k | some k, other in rule.resources; other in commanding])
	some_of(rule.apiGroups, {"", "*"})
	verbs := [verb | some verb in rule.verbs; verb in {"create", "get", "*"}]
	count(verbs) > 0
}

commanding := {"pods/exec", "pods/attach", "pods/*", "*/exec", "*/attach", "*/*", "*"}

exempt if input.name in input.params.RBA007.names_exempt

exempt if {
	some pattern in input.params.RBA007.names_exempt
	endswith(pattern, "*")
	startswith(input.name, trim_suffix(pattern, "*"))
}

some_of(list, wanted) if {
	some value in list
	value in wanted
}
