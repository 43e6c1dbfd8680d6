# METADATA
# scope: package
# title: Write access to Secrets should be limited
# description: >-
#   No rule of a Role or ClusterRole should allow `create`, `update`, `patch`, `delete`, `deletecollection` or `*` on
#   `secrets` or `*` of the core group. `update`, `patch` and `delete` of Secrets that `resourceNames` names pass. `*`
#   on `*` is a matter of RBA002. Roles named `system:*`, the built-in ClusterRoles and aggregated ones are left
#   out. A ClusterRole that a ClusterRoleBinding of the manifests grants is an error.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: RBA005
#   name: secrets-write
#   severity: warning
#   profile: strict
#   scope: cross-resource
#   kinds: [Role, ClusterRole]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may {0} Secrets"
#   help: "grant only `update` or `patch`, and list the Secrets that are written in `resourceNames`"
#   rationale: >-
#     Whoever writes Secrets chooses which passwords, certificates and keys programs trust. A new Secret of the type
#     `kubernetes.io/service-account-token` even makes the cluster hand out a token that never expires.
#   sources:
#     - kube-linter:access-to-secrets
#     - trivy:KSV-0041
#     - trivy:KSV-0113
package kubevet.rba.secrets_write

deny contains [-2, ["rules", i, "resources", at], [verbs], extra] if {
	not left_out
	some i, rule in input.object.rules
	some at, resource in rule.resources
	resource in {"secrets", "*"}
	at == min([k | some k, other in rule.resources; other in {"secrets", "*"}])
	some_of(rule.apiGroups, {"", "*"})
	verbs := granted(rule)
	count(verbs) > 0
	extra := {"severity": severity, "related": related}
}

# `*` holds all verbs; on all resources it is a matter of another rule.
granted(rule) := ["create", "update", "patch", "delete"] if {
	"*" in rule.verbs
	"secrets" in rule.resources
}

granted(rule) := [verb | some verb in rule.verbs; writes(verb, rule)] if {
	not "*" in rule.verbs
}

# Names are no limit for what has no name yet, nor for whole collections.
writes(verb, _) if verb in {"create", "deletecollection"}

writes(verb, rule) if {
	verb in {"update", "patch", "delete"}
	not named(rule)
}

named(rule) if {
	some _ in rule.resourceNames
}

severity := "error" if bound_everywhere

severity := "warning" if not bound_everywhere

bound_everywhere if {
	some binding in input.facts.granted_by
	binding.kind == "ClusterRoleBinding"
}

related := [[binding.id, ["subjects"], "granted here"] | some binding in input.facts.granted_by]

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
