# METADATA
# scope: package
# title: Namespaced objects should have their Namespace
# description: >-
#   The Namespace that `metadata.namespace` names should be among the manifests. `default` and the namespaces that every
#   cluster has pass.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
# custom:
#   id: NSP004
#   name: namespace-missing
#   severity: info
#   profile: off
#   scope: cross-resource
#   kinds: ["*"]
#   message: "{kind} `{name}` is for namespace `{0}`, for which there is no Namespace"
#   help: "add a Namespace `{0}`, with its labels, or name it with `--assume-present Namespace/{0}`"
#   variants:
#     near:
#       message: "{kind} `{name}` is for namespace `{0}`, for which there is no Namespace"
#       help: "correct the name: there is a Namespace `{1}`"
#   rationale: >-
#     Into a namespace that does not exist nothing can be applied. Where it is made by hand, it has no labels for Pod
#     Security, no quota and no policy.
#   sources:
#     - kubescape:C-0209
#     - cis:5.7.1
package kubevet.nsp.namespace_missing

deny contains [-2, ["metadata", "namespace"], [namespace]] if {
	some reference in missing
	not reference.nearest
	namespace := reference.name
}

deny contains [-2, ["metadata", "namespace"], [namespace, near], extra] if {
	some reference in missing
	near := reference.nearest
	namespace := reference.name
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is a Namespace `{1}`"]]}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.kind == "Namespace"
}
