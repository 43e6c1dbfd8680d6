# METADATA
# scope: package
# title: cluster-admin must not be bound
# description: >-
#   No ClusterRoleBinding or RoleBinding should grant the ClusterRole `cluster-admin`, or one of `extra_roles`. In
#   a RoleBinding it is a warning, because the rights stay in the namespace. Bindings named `system:*` and the
#   built-in binding of `cluster-admin` to `system:masters` are left out.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: RBA001
#   name: cluster-admin-binding
#   severity: error
#   profile: default
#   scope: object
#   kinds: [ClusterRoleBinding, RoleBinding]
#   message: "{kind} `{name}` grants `{0}`: everything, in all namespaces"
#   help: bind a role that lists what the subject needs, in the namespaces where it needs it
#   rationale: >-
#     Whoever gets hold of such a subject, a token in a log or a pod with a hole, owns the cluster: every Secret,
#     every node, every backup. Hardly any program needs more than a few verbs on a few kinds.
#   variants:
#     namespaced:
#       message: "{kind} `{name}` grants `{0}`: everything in namespace `{namespace}`"
#       help: bind a role that lists what the subject needs
#   params:
#     extra_roles: []
#   sources:
#     - kube-linter:cluster-admin-role-binding
#     - polaris:clusterrolebindingClusterAdmin
#     - polaris:rolebindingClusterAdminClusterRole
#     - trivy:KSV-0111
#     - kubescape:C-0035
#     - kubescape:C-0185
#     - kubescape:C-0272
#     - kyverno:other/restrict-binding-clusteradmin
#     - cis:5.1.1
package kubevet.rba.cluster_admin_binding

deny contains [-2, ["roleRef", "name"], [role]] if {
	input.kind == "ClusterRoleBinding"
	role := input.object.roleRef.name
	too_powerful(role)
	not built_in
}

deny contains [-2, ["roleRef", "name"], [role], {"severity": "warning", "variant": "namespaced"}] if {
	input.kind == "RoleBinding"
	input.object.roleRef.kind == "ClusterRole"
	role := input.object.roleRef.name
	too_powerful(role)
	not built_in
}

too_powerful(role) if role == "cluster-admin"

too_powerful(role) if role in input.params.RBA001.extra_roles

built_in if startswith(input.name, "system:")

built_in if {
	input.name == "cluster-admin"
	every subject in input.object.subjects {
		subject.name == "system:masters"
	}
}
