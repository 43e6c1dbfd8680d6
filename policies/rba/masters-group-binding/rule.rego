# METADATA
# scope: package
# title: "system:masters must not be a subject"
# description: >-
#   No RoleBinding or ClusterRoleBinding should name the group `system:masters` as a subject. The built-in
#   ClusterRoleBinding `cluster-admin` is left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
# custom:
#   id: RBA025
#   name: masters-group-binding
#   severity: error
#   profile: default
#   scope: object
#   kinds: [RoleBinding, ClusterRoleBinding]
#   message: "{kind} `{name}` names `system:masters`, whose members may do everything anyway"
#   help: bind a group of your own, for example `cluster-admins`, and keep nobody in `system:masters`
#   rationale: >-
#     The API server lets this group pass before it asks RBAC, so the binding limits nobody, and removing it takes no
#     right away. It shows that people work with credentials of this group, which cannot be revoked.
#   sources:
#     - trivy:KSV-0123
#     - kyverno:other/restrict-binding-system-groups
#     - cis:5.1.7
package kubevet.rba.masters_group_binding

deny contains [-2, ["subjects", i, "name"], []] if {
	some i, subject in input.object.subjects
	subject.name == "system:masters"
	subject.kind == "Group"
	not built_in
}

built_in if {
	input.kind == "ClusterRoleBinding"
	input.name == "cluster-admin"
	input.object.roleRef.name == "cluster-admin"
}
