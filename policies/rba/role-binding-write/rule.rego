# METADATA
# scope: package
# title: Rights to write bindings are rights to escalate
# description: >-
#   No rule of a Role or ClusterRole should allow `create`, `update`, `patch` or `*` on `rolebindings`,
#   `clusterrolebindings`, `roles` or `clusterroles`, or on `*` of the group `rbac.authorization.k8s.io` by name.
#   All resources of all groups are a matter of RBA002. Roles named `system:*`, the built-in ClusterRoles and
#   aggregated ones are left out.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update
# custom:
#   id: RBA011
#   name: role-binding-write
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Role, ClusterRole]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may hand out rights: `{0}` on `{1}`"
#   help: leave out `{0}`, and ship the roles and bindings as manifests instead
#   rationale: >-
#     Such a subject can hand every right it has to anybody, and to a ServiceAccount of an intruder that outlives the
#     clean-up. With `escalate` or `bind` beside it, or rights on much else, the whole cluster is within reach.
#   sources:
#     - trivy:KSV-0051
#     - trivy:KSV-0052
#     - trivy:KSV-0055
#     - checkov:CKV2_K8S_1
package kubevet.rba.role_binding_write

deny contains [-2, ["rules", i, "resources", at], [verbs, resource]] if {
	not left_out
	some i, rule in input.object.rules
	some at, resource in rule.resources
	about_rights(resource, rule.apiGroups)
	at == min([k | some k, other in rule.resources; about_rights(other, rule.apiGroups)])
	verbs := [verb | some verb in rule.verbs; verb in {"create", "update", "patch", "*"}]
	count(verbs) > 0
}

about_rights(resource, groups) if {
	resource in {"roles", "clusterroles", "rolebindings", "clusterrolebindings"}
	some_of(groups, {"rbac.authorization.k8s.io", "*"})
}

about_rights(resource, groups) if {
	resource == "*"
	"rbac.authorization.k8s.io" in groups
}

left_out if startswith(input.name, "system:")

left_out if {
	input.kind == "ClusterRole"
	input.name in {"cluster-admin", "admin"}
}

left_out if input.object.aggregationRule

some_of(list, wanted) if {
	some value in list
	value in wanted
}
