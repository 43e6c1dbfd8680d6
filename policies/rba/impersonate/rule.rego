# METADATA
# scope: package
# title: impersonate must not be granted
# description: >-
#   No rule of a Role or ClusterRole should allow `impersonate` on users, groups, ServiceAccounts, or on `uids`
#   and `userextras` of `authentication.k8s.io`, nor `*` on one of these by name. With `resourceNames` it is a
#   warning, unless they name `system:masters`. Roles named `system:*` are left out.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#impersonate-verb
# custom:
#   id: RBA010
#   name: impersonate
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Role, ClusterRole]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may act as {0}"
#   help: leave out `impersonate`, or name who may be impersonated in `resourceNames`
#   rationale: >-
#     Whoever may impersonate has the rights of all they may impersonate; with groups that includes
#     `system:masters`, which no policy can restrict. The audit log then shows two names for each request.
#   sources:
#     - checkov:CKV2_K8S_3
#     - trivy:KSV-0043
#     - trivy:KSV-0050
#     - kubescape:C-0065
#     - kubescape:C-0191
#     - kyverno:other/restrict-escalation-verbs-roles
#     - cis:5.1.8
package kubevet.rba.impersonate

deny contains [-2, ["rules", i, "verbs", at], [whom], extra] if {
	not startswith(input.name, "system:")
	some i, rule in input.object.rules
	whom := [resource | some resource in rule.resources; identity(resource, rule.apiGroups)]
	count(whom) > 0
	found := [k | some k, verb in rule.verbs; grants(verb, whom)]
	at := min(found)
	extra := {"severity": severity(rule)}
}

identity(resource, groups) if {
	resource in {"users", "groups", "serviceaccounts"}
	some_of(groups, {"", "*"})
}

identity(resource, groups) if {
	identity_detail(resource)
	some_of(groups, {"authentication.k8s.io", "*"})
}

identity(resource, groups) if {
	resource == "*"
	some_of(groups, {"", "authentication.k8s.io", "*"})
}

identity_detail(resource) if resource == "uids"

identity_detail(resource) if startswith(resource, "userextras")

grants(verb, _) if verb == "impersonate"

grants(verb, whom) if {
	verb == "*"
	some resource in whom
	resource != "*"
}

severity(rule) := "warning" if named(rule)

severity(rule) := "error" if not named(rule)

named(rule) if {
	some _ in rule.resourceNames
	every name in rule.resourceNames {
		name != "system:masters"
	}
}

some_of(list, wanted) if {
	some value in list
	value in wanted
}
