# METADATA
# scope: package
# title: Named service accounts must exist in the bundle
# description: >-
#   The ServiceAccount that pods name in `serviceAccountName` (or the old `serviceAccount`) should be among the
#   manifests, in their namespace. `default` always exists.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
# custom:
#   id: CFG008
#   name: service-account-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: ServiceAccount `{0}` is not there in namespace `{1}`
#   help: correct the name, add the ServiceAccount, or name it with `--assume-present`
#   rationale: >-
#     The API server refuses pods whose ServiceAccount does not exist. The Deployment itself is accepted, so
#     nothing fails visibly: there are just no pods.
#   variants:
#     near:
#       message: ServiceAccount `{0}` is not there in namespace `{1}`
#       help: "correct the name: there is a ServiceAccount `{2}`"
#   sources:
#     - kube-linter:non-existent-service-account
#     - kubescape:C-0307
package kubevet.cfg.service_account_missing

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
	reference.kind == "ServiceAccount"
}
