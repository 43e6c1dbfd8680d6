# METADATA
# scope: package
# title: Anonymous users must not be bound
# description: >-
#   No RoleBinding or ClusterRoleBinding should name `system:anonymous` or `system:unauthenticated` as a subject.
#   The built-in bindings `system:public-info-viewer` and `system:basic-user`, and bindings of the roles in
#   `allowed_roles`, are left out.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles
# custom:
#   id: RBA023
#   name: anonymous-binding
#   severity: error
#   profile: default
#   scope: object
#   kinds: [RoleBinding, ClusterRoleBinding]
#   message: "{kind} `{name}` grants `{0}` to `{1}`: to everybody who reaches the API server"
#   help: bind a ServiceAccount, a user, or the group `system:authenticated` instead
#   rationale: >-
#     These subjects stand for requests without any credentials. Whoever can open a connection to the API server,
#     often the whole internet, then has the rights of the role.
#   params:
#     allowed_roles: [system:public-info-viewer, kubeadm:bootstrap-signer-clusterinfo]
#   sources:
#     - trivy:KSV-0122
#     - kubescape:C-0262
#     - gatekeeper:general/disallowanonymous
#     - kyverno:other/restrict-binding-system-groups
package kubevet.rba.anonymous_binding

deny contains [-2, ["subjects", i, "name"], [role, who]] if {
	some i, subject in input.object.subjects
	who := subject.name
	who in {"system:anonymous", "system:unauthenticated"}
	not input.name in {"system:public-info-viewer", "system:basic-user"}
	role := object.get(input.object, ["roleRef", "name"], "a role")
	not role in input.params.RBA023.allowed_roles
}
