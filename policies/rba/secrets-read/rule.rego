# METADATA
# scope: package
# title: Read access to Secrets should be limited
# description: >-
#   No rule of a Role or ClusterRole should allow to read Secrets: `get`, `list`, `watch` or `*` (parameter
#   `verbs`) on `secrets` or `*` of the core group. `get` alone on Secrets that `resourceNames` names passes;
#   `list` and `watch` do not, even with names. Roles named `system:*` are left out. A ClusterRole that a
#   ClusterRoleBinding of the manifests grants is an error.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   id: RBA004
#   name: secrets-read
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Role, ClusterRole]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may {0} Secrets"
#   help: grant only `get`, and list the Secrets that are needed in `resourceNames`, or mount them into the pod
#   rationale: >-
#     Secrets hold the keys to databases, registries and clouds, and tokens of other ServiceAccounts. `list` and
#     `watch` return their contents, not just their names. Whoever takes over a pod with this role has them all.
#   params:
#     verbs: [get, list, watch]
#   sources:
#     - kube-linter:access-to-secrets
#     - trivy:KSV-0041
#     - trivy:KSV-0113
#     - kubescape:C-0015
#     - kubescape:C-0186
#     - checkov:CKV2_K8S_5
#     - kyverno:other/restrict-secret-role-verbs
#     - cis:5.1.2
package kubevet.rba.secrets_read

deny contains [-2, ["rules", i, "resources", at], [verbs], extra] if {
	not startswith(input.name, "system:")
	some i, rule in input.object.rules
	some at, resource in rule.resources
	resource in {"secrets", "*"}
	at == min([k | some k, other in rule.resources; other in {"secrets", "*"}])
	some_of(rule.apiGroups, {"", "*"})
	verbs := granted(rule.verbs)
	count(verbs) > 0
	not gets_named(rule, verbs)
	extra := {"severity": severity, "related": related}
}

# The reading verbs that a list holds; `*` holds all.
granted(verbs) := input.params.RBA004.verbs if "*" in verbs

granted(verbs) := [verb | some verb in verbs; verb in input.params.RBA004.verbs] if not "*" in verbs

gets_named(rule, verbs) if {
	verbs == ["get"]
	some _ in rule.resourceNames
}

severity := "error" if bound_everywhere

severity := "warning" if not bound_everywhere

bound_everywhere if {
	some binding in input.facts.granted_by
	binding.kind == "ClusterRoleBinding"
}

related := [[binding.id, ["subjects"], "granted here"] | some binding in input.facts.granted_by]

some_of(list, wanted) if {
	some value in list
	value in wanted
}
