# METADATA
# scope: package
# title: escalate and bind must not be granted
# description: >-
#   No rule of a Role or ClusterRole should allow `escalate` or `bind` on `roles`, `clusterroles`, `rolebindings`,
#   `clusterrolebindings` or `*` of the group `rbac.authorization.k8s.io`, nor `*` on one of these four by name.
#   Roles named `system:*` and aggregated ClusterRoles are left out.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb
# custom:
#   id: RBA009
#   name: escalate-bind-verbs
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Role, ClusterRole]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may give itself any right: `{0}` on `{1}`"
#   help: "leave out `{0}`, and list the verbs that are needed, for example `verbs: [get, list]`"
#   rationale: >-
#     Kubernetes lets nobody grant more than they have themselves, except those with `escalate` and `bind`. Such a
#     subject is one request away from being administrator of the cluster.
#   sources:
#     - checkov:CKV_K8S_157
#     - checkov:CKV_K8S_158
#     - checkov:CKV2_K8S_1
#     - trivy:KSV-0050
#     - kubescape:C-0191
#     - kyverno:other/restrict-escalation-verbs-roles
#     - cis:5.1.8
package kubevet.rba.escalate_bind_verbs

deny contains [-2, ["rules", i, "verbs", at], [names, resources]] if {
	not left_out
	some i, rule in input.object.rules
	some_of(rule.apiGroups, {"rbac.authorization.k8s.io", "*"})
	resources := [resource | some resource in rule.resources; resource in {"*", "roles", "clusterroles", "rolebindings", "clusterrolebindings"}]
	count(resources) > 0
	found := [k | some k, verb in rule.verbs; grants(verb, rule.resources)]
	at := min(found)
	names := [rule.verbs[k] | some k in found]
}

grants(verb, _) if verb in {"escalate", "bind"}

grants(verb, resources) if {
	verb == "*"
	some_of(resources, {"roles", "clusterroles", "rolebindings", "clusterrolebindings"})
}

left_out if startswith(input.name, "system:")

left_out if input.object.aggregationRule

some_of(list, wanted) if {
	some value in list
	value in wanted
}
