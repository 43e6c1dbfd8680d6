# METADATA
# scope: package
# title: Bound service accounts must exist
# description: >-
#   A ServiceAccount that a RoleBinding or ClusterRoleBinding names as a subject should be among the manifests, if these
#   hold other ServiceAccounts of its namespace or the RoleBinding itself lives there. `default` always exists.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
# custom:
#   id: RBA028
#   name: binding-subject-missing
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [RoleBinding, ClusterRoleBinding]
#   message: "{kind} `{name}` names ServiceAccount `{0}`, which is not there in namespace `{1}`"
#   help: correct the name, add the ServiceAccount, or name it with `--assume-present`
#   rationale: >-
#     The rights go nowhere, and the program that should have them is refused. Later, whoever may create a
#     ServiceAccount of that name in the namespace gets them without asking.
#   variants:
#     near:
#       message: "{kind} `{name}` names ServiceAccount `{0}`, which is not there in namespace `{1}`"
#       help: "correct the name: there is a ServiceAccount `{2}`"
package kubevet.rba.binding_subject_missing

deny contains [-2, path, [name, namespace]] if {
	some reference in missing
	not reference.nearest
	path := reference.path
	name := reference.name
	namespace := reference.namespace
}

deny contains [-2, path, [name, namespace, near], extra] if {
	some reference in missing
	near := reference.nearest
	path := reference.path
	name := reference.name
	namespace := reference.namespace
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is a ServiceAccount `{2}`"]]}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.path[0] == "subjects"
	namespace_known(reference)
}

namespace_known(reference) if reference.others_in_namespace == true

namespace_known(reference) if {
	input.kind == "RoleBinding"
	reference.namespace == input.namespace
}
