# METADATA
# scope: package
# title: "system:authenticated must not be bound to rights"
# description: >-
#   No RoleBinding or ClusterRoleBinding should name the group `system:authenticated` as a subject, except for the
#   roles in `allowed_roles`. It is an error when the role is known to write workloads, run commands in pods, read
#   Secrets or write RBAC, else a warning. The group `system:serviceaccounts`, all ServiceAccounts of all namespaces,
#   is a warning. Bindings named `system:*` are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles
# custom:
#   id: RBA024
#   name: authenticated-group-binding
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [RoleBinding, ClusterRoleBinding]
#   message: "{kind} `{name}` grants `{0}` to `{1}`: {2}"
#   help: bind the role to the ServiceAccount, user or group that needs it
#   rationale: >-
#     Everybody who has any credentials belongs to this group: each pod with a token, and with some providers each
#     holder of an account of theirs, be it of another customer.
#   params:
#     allowed_roles: [system:basic-user, system:discovery, system:public-info-viewer]
#   sources:
#     - trivy:KSV-01011
#     - kubescape:C-0265
package kubevet.rba.authenticated_group_binding

deny contains [-2, ["subjects", i, "name"], [role, group, "to everybody with any credentials"], {"severity": severity, "related": related}] if {
	some i, subject in input.object.subjects
	group := subject.name
	group == "system:authenticated"
	role := judged_role
}

deny contains [-2, ["subjects", i, "name"], [role, group, "to the pods of all namespaces"], {"severity": "warning", "related": related}] if {
	some i, subject in input.object.subjects
	group := subject.name
	group == "system:serviceaccounts"
	role := judged_role
}

judged_role := role if {
	not startswith(input.name, "system:")
	role := object.get(input.object, ["roleRef", "name"], "a role")
	not role in input.params.RBA024.allowed_roles
}

related := [[input.facts.role.id, ["rules"], "this is what the role allows"]] if {
	input.facts.role.id >= 0
} else := []

severity := "error" if powerful

severity := "warning" if not powerful

powerful if {
	input.object.roleRef.kind == "ClusterRole"
	input.object.roleRef.name in {"cluster-admin", "admin", "edit"}
}

powerful if {
	some rule in input.facts.role.rules
	reaches(rule)
}

reaches(rule) if {
	some_of(rule.api_groups, {"", "*"})
	some_of(rule.resources, {"secrets", "*"})
	some_of(rule.verbs, {"get", "list", "watch", "*"})
}

reaches(rule) if {
	some_of(rule.api_groups, {"", "*"})
	some_of(rule.resources, {"pods/exec", "pods/attach", "*/exec", "*/attach", "*"})
	some_of(rule.verbs, {"get", "create", "*"})
}

reaches(rule) if {
	some_of(rule.api_groups, {"", "apps", "batch", "*"})
	some_of(rule.resources, {"pods", "replicationcontrollers", "deployments", "statefulsets", "daemonsets", "replicasets", "jobs", "cronjobs", "*"})
	some_of(rule.verbs, {"create", "update", "patch", "*"})
}

reaches(rule) if {
	some_of(rule.api_groups, {"rbac.authorization.k8s.io", "*"})
	some_of(rule.verbs, {"create", "update", "patch", "bind", "escalate", "*"})
}

some_of(list, wanted) if {
	some value in list
	value in wanted
}
