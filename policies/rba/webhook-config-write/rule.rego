# METADATA
# scope: package
# title: Admission webhook configurations must be protected
# description: >-
#   No rule of a ClusterRole should allow `create`, `update`, `patch`, `delete`, `deletecollection` or `*` on
#   `validatingwebhookconfigurations` or `mutatingwebhookconfigurations`, or on `*` of the group
#   `admissionregistration.k8s.io` by name; with `include_policies` also on admission policies and their bindings.
#   With `resourceNames` it is a warning. All resources of all groups are a matter of RBA002. Roles named
#   `system:*`, `cluster-admin` and aggregated ones are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks
#   - https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
# custom:
#   id: RBA012
#   name: webhook-config-write
#   severity: error
#   profile: default
#   scope: object
#   kinds: [ClusterRole]
#   message: "ClusterRole `{name}` may change how requests are admitted: `{0}` on `{1}`"
#   help: leave out `{0}`; a controller that must refresh a certificate needs `patch` on its own configuration, named in `resourceNames`
#   rationale: >-
#     A webhook of an intruder reads every Secret that is written and changes every pod that is created. Whoever may
#     delete a webhook switches off the policies of the cluster.
#   variants:
#     named:
#       message: "ClusterRole `{name}` may change how requests are admitted: `{0}` on `{1}` of some names"
#       help: "leave out `{0}` if the certificate can come from elsewhere, for example a `caBundle` in the manifest"
#   params:
#     include_policies: false
#   sources:
#     - checkov:CKV_K8S_155
#     - trivy:KSV-0114
#     - kubescape:C-0281
#     - kyverno:other/restrict-clusterrole-mutating-validating-admission-webhooks
#     - cis:5.1.12
package kubevet.rba.webhook_config_write

deny contains [-2, ["rules", i, "resources", at], [verbs, resource]] if {
	not left_out
	some i, rule in input.object.rules
	some [at, resource, verbs] in granted(rule)
	not named(rule)
}

deny contains [-2, ["rules", i, "resources", at], [verbs, resource], {"severity": "warning", "variant": "named"}] if {
	not left_out
	some i, rule in input.object.rules
	some [at, resource, verbs] in granted(rule)
	named(rule)
}

# The first resource of a rule that is about admission, with the verbs that change it.
granted(rule) := {[at, resource, verbs] |
	some at, resource in rule.resources
	about_admission(resource, rule.apiGroups)
	at == min([k | some k, other in rule.resources; about_admission(other, rule.apiGroups)])
	verbs := [verb | some verb in rule.verbs; verb in {"create", "update", "patch", "delete", "deletecollection", "*"}]
	count(verbs) > 0
}

about_admission(resource, groups) if {
	resource in {"validatingwebhookconfigurations", "mutatingwebhookconfigurations"}
	some_of(groups, {"admissionregistration.k8s.io", "*"})
}

about_admission(resource, groups) if {
	input.params.RBA012.include_policies
	resource in {
		"validatingadmissionpolicies", "validatingadmissionpolicybindings",
		"mutatingadmissionpolicies", "mutatingadmissionpolicybindings",
	}
	some_of(groups, {"admissionregistration.k8s.io", "*"})
}

about_admission(resource, groups) if {
	resource == "*"
	"admissionregistration.k8s.io" in groups
}

named(rule) if {
	some _ in rule.resourceNames
}

left_out if startswith(input.name, "system:")

left_out if input.name == "cluster-admin"

left_out if input.object.aggregationRule

some_of(list, wanted) if {
	some value in list
	value in wanted
}
