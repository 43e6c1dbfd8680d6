# METADATA
# scope: package
# title: Pods should have their own service account
# description: >-
#   Pods should name a ServiceAccount other than `default`. Those without a token pass (`automountServiceAccountToken:
#   false` of the pod, or of the ServiceAccount where the pod is silent), unless `ignore_if_token_off` is false.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/service-accounts/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
# custom:
#   id: SEC048
#   name: default-service-account
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [PodSpec]
#   yields_to: [EKS009]
#   message: 'the pods of {kind} `{name}` run as the ServiceAccount `default`, as all pods do that name no other'
#   help: 'add a ServiceAccount and name it in `serviceAccountName`, or set `automountServiceAccountToken: false`'
#   rationale: >-
#     What one program is allowed by a role for `default`, all programs of the namespace are allowed, and the audit
#     log does not tell them apart.
#   params:
#     ignore_if_token_off: true
#   sources:
#     - kube-linter:default-service-account
#     - kubescape:C-0225
#     - cis:5.1.5
package kubevet.sec.default_service_account

deny contains [-1, ["serviceAccountName"], []] if {
	input.pod.service_account == "default"
	not ignored
}

ignored if {
	input.params.SEC048.ignore_if_token_off
	input.pod.spec.automountServiceAccountToken == false
}

ignored if {
	input.params.SEC048.ignore_if_token_off
	not input.pod.spec.automountServiceAccountToken == true
	input.facts.service_account.automount == false
}
