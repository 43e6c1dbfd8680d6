# METADATA
# scope: package
# title: Creating service-account tokens must be limited
# description: >-
#   No rule of a Role or ClusterRole should allow `create` or `*` on `serviceaccounts/token` (or `*/token`) of the
#   core group, unless `resourceNames` names the ServiceAccounts. `*` in resources is a matter of RBA002. Roles named
#   `system:*`, the built-in ClusterRoles and aggregated ones are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request
#   - https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/
# custom:
#   id: RBA014
#   name: token-create
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Role, ClusterRole]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may create tokens of every ServiceAccount{1}: `{0}` on `{2}`"
#   help: "list in `resourceNames` the ServiceAccounts whose tokens are needed"
#   rationale: >-
#     A token makes its holder that ServiceAccount. So the role has the rights of all ServiceAccounts together, the
#     controllers of `kube-system` included if it counts in all namespaces.
#   sources:
#     - kubescape:C-0282
#     - kubescape:C-0053
#     - cis:5.1.13
package kubevet.rba.token_create

deny contains [-2, ["rules", i, "resources", at], [verbs, reach, resource]] if {
	not left_out
	some i, rule in input.object.rules
	some at, resource in rule.resources
	resource in {"serviceaccounts/token", "*/token"}
	some_of(rule.apiGroups, {"", "*"})
	verbs := [verb | some verb in rule.verbs; verb in {"create", "*"}]
	count(verbs) > 0
	not named(rule)
}

reach := " of its namespace" if input.kind == "Role"

reach := "" if input.kind == "ClusterRole"

# The name stands in the address of such a request, so it limits `create` too.
named(rule) if {
	some _ in rule.resourceNames
}

left_out if startswith(input.name, "system:")

left_out if {
	input.kind == "ClusterRole"
	input.name in {"cluster-admin", "admin", "edit"}
}

left_out if input.object.aggregationRule

some_of(list, wanted) if {
	some value in list
	value in wanted
}
