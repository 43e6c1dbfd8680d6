# METADATA
# scope: package
# title: Roles with full wildcards must not be bound
# description: >-
#   No ClusterRoleBinding or RoleBinding should grant a role of the manifests that has one rule with all API groups, all
#   resources and all verbs: `*`, or each of get, list, watch, create, update, patch and delete. In a RoleBinding it
#   is a warning, because the rights stay in the namespace. Bindings that
#   `names_exempt` names (`system:*`) and the role `cluster-admin`, which RBA001 speaks of, are left out.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
# custom:
#   id: RBA003
#   name: wildcard-role-bound
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [ClusterRoleBinding, RoleBinding]
#   message: "{kind} `{name}` grants {0} `{1}`, whose rule {2} allows everything in all namespaces"
#   help: "list in {0} `{1}` the groups, resources and verbs that the subjects need"
#   rationale: >-
#     Such a role is `cluster-admin` under another name, so nobody looks for it. One stolen token of a subject, and
#     the whole cluster is lost.
#   variants:
#     namespaced:
#       message: "{kind} `{name}` grants {0} `{1}`, whose rule {2} allows everything in namespace `{namespace}`"
#       help: "list in {0} `{1}` the groups, resources and verbs that the subjects need"
#   params:
#     names_exempt: ["system:*"]
#   sources:
#     - polaris:clusterrolebindingClusterAdmin
#     - polaris:rolebindingClusterAdminClusterRole
#     - polaris:rolebindingClusterAdminRole
#     - kubescape:C-0035
package kubevet.rba.wildcard_role_bound

deny contains [-2, ["roleRef", "name"], [kind, name, number], extra] if {
	input.kind == "ClusterRoleBinding"
	some [kind, name, number, related] in granted
	extra := {"related": related}
}

deny contains [-2, ["roleRef", "name"], [kind, name, number], extra] if {
	input.kind == "RoleBinding"
	some [kind, name, number, related] in granted
	extra := {"severity": "warning", "variant": "namespaced", "related": related}
}

# The role and the first of its rules that allows everything.
granted contains [role.kind, role.name, first + 1, [[role.id, ["rules", first], "everything is allowed here"]]] if {
	not exempt
	role := input.facts.role
	role.name != "cluster-admin"
	first := min([i | some i, rule in role.rules; everything(rule)])
}

exempt if {
	some pattern in input.params.RBA003.names_exempt
	glob.match(pattern, [], input.name)
}

everything(rule) if {
	"*" in rule.api_groups
	"*" in rule.resources
	all_verbs(rule.verbs)
}

all_verbs(verbs) if "*" in verbs

all_verbs(verbs) if {
	every verb in ["get", "list", "watch", "create", "update", "patch", "delete"] {
		verb in verbs
	}
}
