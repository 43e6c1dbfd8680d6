# METADATA
# scope: package
# title: Roles must not use wildcards
# description: >-
#   No rule of a Role or ClusterRole should hold `*` in `verbs` or `resources` (`*/scale` too). `*` in `apiGroups`
#   alone is a remark (info). Every entry of `rules` is judged, each once. Roles named `system:*` and the built-in
#   ClusterRoles `cluster-admin`, `admin`, `edit` and `view` are left out.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
# custom:
#   id: RBA002
#   name: wildcard-rule
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Role, ClusterRole]
#   message: "{kind} `{name}` grants `*` in {0}"
#   help: "list the {0} that are needed, for example `verbs: [get, list, watch]` on `resources: [pods]`"
#   rationale: >-
#     A wildcard also grants what did not exist when it was written: new kinds, subresources such as `pods/exec`,
#     and verbs such as `escalate` and `impersonate`. Nobody who reads the role can tell what it allows.
#   variants:
#     groups:
#       message: "{kind} `{name}` grants its resources in every API group"
#       help: "name the groups that are needed, for example `apiGroups: [apps]`"
#   sources:
#     - kube-linter:wildcard-in-rules
#     - checkov:CKV_K8S_49
#     - trivy:KSV-0044
#     - trivy:KSV-0045
#     - trivy:KSV-0046
#     - trivy:KSV-0112
#     - kubescape:C-0187
#     - kubescape:C-0035
#     - kyverno:other/restrict-wildcard-resources
#     - kyverno:other/restrict-wildcard-verbs
#     - cis:5.1.3
package kubevet.rba.wildcard_rule

deny contains [-2, ["rules", i, first, at], [fields]] if {
	not built_in
	some i, rule in input.object.rules
	fields := [field | some field in ["verbs", "resources", "apiGroups", "nonResourceURLs"]; holds_wildcard(rule, field)]
	some first in [fields[0]]
	first in {"verbs", "resources"}
	at := min([k | some k, value in rule[first]; is_wildcard(value)])
}

deny contains [-2, ["rules", i, "apiGroups", at], [], {"severity": "info", "variant": "groups"}] if {
	not built_in
	some i, rule in input.object.rules
	some at, group in rule.apiGroups
	group == "*"
	not holds_wildcard(rule, "verbs")
	not holds_wildcard(rule, "resources")
}

holds_wildcard(rule, field) if {
	some value in rule[field]
	is_wildcard(value)
}

is_wildcard(value) if value == "*"

is_wildcard(value) if startswith(value, "*/")

built_in if startswith(input.name, "system:")

built_in if {
	input.kind == "ClusterRole"
	input.name in {"cluster-admin", "admin", "edit", "view"}
}
