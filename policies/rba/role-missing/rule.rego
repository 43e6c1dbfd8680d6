# METADATA
# scope: package
# title: The role that a binding grants must exist
# description: >-
#   The Role or ClusterRole that a RoleBinding or ClusterRoleBinding grants should be among the manifests, a Role in
#   the namespace of the binding. The built-in roles (`cluster-admin`, `admin`, `edit`, `view`, `system:*`) always
#   exist.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
# custom:
#   id: RBA027
#   name: role-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [RoleBinding, ClusterRoleBinding]
#   message: "{kind} `{name}` grants {0} `{1}`, which is not there"
#   help: "correct the name, add the {0}, or name it with `--assume-present`"
#   rationale: >-
#     The API server accepts a binding to a role that does not exist. It grants nothing, and the program is refused at
#     run time; and whoever may create a role of that name decides what the subjects may do.
#   variants:
#     near:
#       message: "{kind} `{name}` grants {0} `{1}`, which is not there"
#       help: "correct the name: there is a {0} `{2}`"
#     namespaced:
#       message: "{kind} `{name}` grants {0} `{1}`, which is not there in namespace `{2}`"
#       help: "correct the name, add the {0}, or name it with `--assume-present`"
#   sources:
#     - kube-linter:access-to-secrets
#     - polaris:rolebindingRolePodExecAttach
#     - polaris:clusterrolebindingPodExecAttach
#     - polaris:rolebindingClusterRolePodExecAttach
package kubevet.rba.role_missing

deny contains [-2, path, [kind, name]] if {
	some reference in missing
	reference.kind == "ClusterRole"
	not reference.nearest
	path := reference.path
	kind := reference.kind
	name := reference.name
}

deny contains [-2, path, [kind, name, namespace], {"variant": "namespaced"}] if {
	some reference in missing
	reference.kind == "Role"
	not reference.nearest
	path := reference.path
	kind := reference.kind
	name := reference.name
	namespace := reference.namespace
}

deny contains [-2, path, [kind, name, near], extra] if {
	some reference in missing
	near := reference.nearest
	path := reference.path
	kind := reference.kind
	name := reference.name
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is a {0} `{2}`"]]}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.path[0] == "roleRef"
}
