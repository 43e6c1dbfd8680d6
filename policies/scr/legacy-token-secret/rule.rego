# METADATA
# scope: package
# title: Long-lived token Secrets should not be made
# description: >-
#   No Secret should be of type `kubernetes.io/service-account-token`, and no ServiceAccount should list Secrets under
#   `secrets`. The logins of registries that OpenShift lists there by itself (`…-dockercfg-…`) pass, and so do lists of what
#   pods may mount, which the annotation `kubernetes.io/enforce-mountable-secrets` makes of them.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token
#   - https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
# custom:
#   id: SCR008
#   name: legacy-token-secret
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Secret, ServiceAccount]
#   message: Secret `{name}` holds a token of ServiceAccount `{0}` that never expires
#   help: 'remove it: pods get tokens by themselves or by a projected volume, programs outside by `kubectl create token {0}`'
#   variants:
#     listed:
#       message: 'ServiceAccount `{name}` lists Secrets: {0}'
#       help: 'remove `secrets`: since Kubernetes 1.24, tokens are given to pods without any Secret'
#   rationale: >-
#     Such a token is valid until somebody deletes the Secret, for everyone who has ever read it. Tokens that the kubelet asks
#     for live an hour, belong to one pod and die with it.
#   sources:
#     - kyverno:other/deny-secret-service-account-token-type
#     - kyverno:other/check-serviceaccount-secrets
package kubevet.scr.legacy_token_secret

deny contains [-2, ["type"], [account]] if {
	input.kind == "Secret"
	input.object.type == "kubernetes.io/service-account-token"
	account := object.get(input.object, ["metadata", "annotations", "kubernetes.io/service-account.name"], "default")
}

deny contains [-2, ["secrets"], [names], {"variant": "listed", "key": true}] if {
	input.kind == "ServiceAccount"
	secrets := input.object.secrets
	secrets
	not input.object.metadata.annotations["kubernetes.io/enforce-mountable-secrets"] == "true"
	names := [name |
		some secret in secrets
		name := object.get(secret, "name", "")
		not contains(name, "-dockercfg-")
	]
	count(names) > 0
}
