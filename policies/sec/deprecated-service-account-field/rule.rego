# METADATA
# scope: package
# title: serviceAccount must give way to serviceAccountName
# description: >-
#   The spec of a pod should name its ServiceAccount in `serviceAccountName`, not in the old `serviceAccount`. Both with
#   the same name pass: the API server writes them so.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
#   - https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
# custom:
#   id: SEC047
#   name: deprecated-service-account-field
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: the ServiceAccount `{0}` is named in the old field `serviceAccount`
#   help: 'write `serviceAccountName: {0}`'
#   variants:
#     ignored:
#       message: '`serviceAccount: {0}` does not count: the pods run as `{1}`, which `serviceAccountName` names'
#       help: remove `serviceAccount`, and correct `serviceAccountName` if `{0}` was meant
#   fix:
#     message: rename it to `serviceAccountName`
#     applicability: safe
#   rationale: >-
#     The field is deprecated. Tools that read manifests often know the new one only, and where
#     both are set and differ, the old one is silently ignored.
#   sources:
#     - kube-linter:deprecated-service-account-field
#     - kubescape:C-0294
package kubevet.sec.deprecated_service_account_field

deny contains [-1, ["serviceAccount"], [old], {"key": true, "fix": [["rename", ["serviceAccount"], "serviceAccountName"]]}] if {
	old := input.pod.spec.serviceAccount
	old != ""
	not input.pod.spec.serviceAccountName
}

deny contains [-1, ["serviceAccount"], [old], {"key": true}] if {
	old := input.pod.spec.serviceAccount
	old != ""
	input.pod.spec.serviceAccountName == ""
}

deny contains [-1, ["serviceAccount"], [old, new], {"key": true, "variant": "ignored"}] if {
	old := input.pod.spec.serviceAccount
	new := input.pod.spec.serviceAccountName
	old != ""
	new != ""
	old != new
}
