# METADATA
# scope: package
# title: API tokens should be mounted only where they are needed
# description: >-
#   Pods should set `automountServiceAccountToken: false`, or run as a ServiceAccount of the run that does. What
#   the pod sets wins. Pods whose ServiceAccount is granted a role in the run seem to use the API: for them this
#   is an info. A projected token with an audience of its own passes.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
# custom:
#   id: SEC049
#   name: automount-service-account-token
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: 'the pods of {kind} `{name}` get a token for the API of Kubernetes: they do not set `automountServiceAccountToken`, and no ServiceAccount `{0}` among the manifests does'
#   help: 'set `automountServiceAccountToken: false` in the spec of the pod, unless its program talks to the API'
#   variants:
#     asked:
#       message: 'the pods of {kind} `{name}` get a token for the API of Kubernetes: they set `automountServiceAccountToken: true`'
#       help: 'set `automountServiceAccountToken: false`, unless the program talks to the API'
#     account:
#       message: 'the pods of {kind} `{name}` get a token for the API of Kubernetes: ServiceAccount `{0}` sets `automountServiceAccountToken: true`'
#       help: 'set `automountServiceAccountToken: false` in the spec of the pod, which wins, unless its program talks to the API'
#     granted:
#       message: 'the pods of {kind} `{name}` get a token for the API of Kubernetes, and seem to need it: ServiceAccount `{0}` is granted {1}'
#       help: 'leave it if the program talks to the API; if not, remove the binding, and set `automountServiceAccountToken: false`'
#   fix:
#     message: 'set `automountServiceAccountToken: false`'
#     applicability: unsafe
#   rationale: >-
#     The token lies in the filesystem of every container. An intruder finds it there and acts as the
#     ServiceAccount: even one without roles may read much about the cluster.
#   sources:
#     - polaris:automountServiceAccountToken
#     - checkov:CKV_K8S_38
#     - trivy:KSV-0036
#     - kubescape:C-0034
#     - kubescape:C-0190
#     - kubescape:C-0261
#     - gatekeeper:general/automount-serviceaccount-token
#     - kyverno:other/restrict-automount-sa-token
#     - cis:5.1.6
package kubevet.sec.automount_service_account_token

deny contains [-1, path, [account, roles], extra] if {
	automounts
	not audience_of_its_own
	account := input.pod.service_account
	roles := [concat("", ["`", role.name, "`"]) | some role in input.facts.service_account.roles]
}

automounts if input.pod.spec.automountServiceAccountToken == true

automounts if {
	not input.pod.spec.automountServiceAccountToken == true
	not input.pod.spec.automountServiceAccountToken == false
	account := object.get(input.facts, "service_account", {})
	object.get(account, "automount", true)
}

path := ["automountServiceAccountToken"]

# A pod that has a role uses the API, as it seems: it needs the token.
extra := {"severity": "info", "variant": "granted", "related": bindings} if {
	count(bindings) > 0
} else := {"variant": "asked", "fix": fix} if {
	input.pod.spec.automountServiceAccountToken == true
} else := {"variant": "account", "fix": fix, "related": [[id, path, "inherited from here"]]} if {
	input.facts.service_account.automount == true
	id := input.facts.service_account.id
} else := {"fix": fix}

fix := [["set", path, false]]

bindings := [[role.binding, ["roleRef"], "granted here"] | some role in input.facts.service_account.roles]

audience_of_its_own if {
	some volume in input.pod.spec.volumes
	some source in volume.projected.sources
	source.serviceAccountToken.audience != ""
}
