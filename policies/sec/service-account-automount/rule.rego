# METADATA
# scope: package
# title: Service accounts should not hand out their token unasked
# description: >-
#   Every ServiceAccount should set `automountServiceAccountToken: false`; pods that use the API then ask for the token.
#   For the ServiceAccount named `default`, which pods get without asking, this is a warning. With `default_only` the
#   others are not judged.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
# custom:
#   id: SEC050
#   name: service-account-automount
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [ServiceAccount]
#   message: every pod of ServiceAccount `{name}` gets its token, unless it says no
#   help: 'set `automountServiceAccountToken: false` here, and `true` in the pods whose programs talk to the API'
#   variants:
#     default:
#       message: every pod that names no ServiceAccount gets the token of `{name}`
#       help: 'set `automountServiceAccountToken: false` here; give pods that talk to the API a ServiceAccount of their own'
#   fix:
#     message: 'set `automountServiceAccountToken: false`'
#     applicability: unsafe
#   rationale: >-
#     A token lies in the filesystem of every container of every such pod. An intruder finds it there and acts as the
#     ServiceAccount.
#   params:
#     default_only: false
#   sources:
#     - checkov:CKV_K8S_41
#     - kubescape:C-0189
#     - kubescape:C-0225
#     - kyverno:other/restrict-sa-automount-sa-token
#     - kubescape:C-0034
#     - cis:5.1.5
package kubevet.sec.service_account_automount

deny contains [-2, path, [], {"severity": "warning", "variant": "default", "fix": [["set", path, false]]}] if {
	input.name == "default"
	not input.object.automountServiceAccountToken == false
}

deny contains [-2, path, [], {"fix": [["set", path, false]]}] if {
	input.name != "default"
	not input.params.SEC050.default_only
	not input.object.automountServiceAccountToken == false
}

path := ["automountServiceAccountToken"]
