# METADATA
# scope: package
# title: The default service account must not be bound
# description: >-
#   No RoleBinding or ClusterRoleBinding should name the ServiceAccount `default` of any namespace as a subject, be it
#   as a ServiceAccount or as the user `system:serviceaccount:<namespace>:default`, which is the same.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#service-account-permissions
# custom:
#   id: RBA026
#   name: default-service-account-binding
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [RoleBinding, ClusterRoleBinding]
#   message: "{kind} `{name}` grants `{0}` to the ServiceAccount `default` of namespace `{1}`, which any pod there may get"
#   help: create a ServiceAccount for the workload, name it in `serviceAccountName`, and bind that one
#   rationale: >-
#     Every pod that names no ServiceAccount runs as `default`. The rights meant for one workload are then those of
#     all others, also of those that are added next year.
#   sources:
#     - checkov:CKV_K8S_42
#     - kubescape:C-0225
#     - cis:5.1.5
package kubevet.rba.default_service_account_binding

deny contains [-2, ["subjects", i, "name"], [role, namespace]] if {
	some i, subject in input.object.subjects
	subject.name == "default"
	subject.kind == "ServiceAccount"
	namespace := object.get(subject, "namespace", input.namespace)
	role := object.get(input.object, ["roleRef", "name"], "a role")
}

deny contains [-2, ["subjects", i, "name"], [role, namespace]] if {
	some i, subject in input.object.subjects
	endswith(subject.name, ":default")
	subject.kind == "User"
	["system", "serviceaccount", namespace, _] = split(subject.name, ":")
	role := object.get(input.object, ["roleRef", "name"], "a role")
}
