# METADATA
# scope: package
# title: "system:aggregate-to-edit must not write endpoints"
# description: >-
#   The ClusterRole `system:aggregate-to-edit` should not allow `create`, `update`, `patch` or `*` on `endpoints` or
#   `endpointslices`, as it did before Kubernetes 1.22.
# related_resources:
#   - https://github.com/kubernetes/kubernetes/issues/103675
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/#write-access-for-endpoints
# custom:
#   id: RBA022
#   name: endpoints-edit-aggregated
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [ClusterRole]
#   message: "everybody with `edit` or `admin` may point Services anywhere: `{0}` on `{1}`"
#   help: "leave `{1}` out of this rule, and give it to the few who need it by a role of their own"
#   rationale: >-
#     Endpoints decide where an Ingress or load balancer sends its traffic. A user of one namespace can write the
#     address of a pod of another, and reach it past its NetworkPolicies: CVE-2021-25740.
#   sources:
#     - gatekeeper:general/block-endpoint-edit-default-role
#     - kyverno:other/restrict-edit-for-endpoints
package kubevet.rba.endpoints_edit_aggregated

deny contains [-2, ["rules", i, "resources", at], [verbs, resource]] if {
	input.name == "system:aggregate-to-edit"
	some i, rule in input.object.rules
	some at, resource in rule.resources
	is_endpoints(resource, rule.apiGroups)
	verbs := [verb | some verb in rule.verbs; verb in {"create", "update", "patch", "*"}]
	count(verbs) > 0
}

is_endpoints(resource, groups) if {
	resource in {"endpoints", "*"}
	some_of(groups, {"", "*"})
}

is_endpoints(resource, groups) if {
	resource in {"endpointslices", "*"}
	some_of(groups, {"discovery.k8s.io", "*"})
}

some_of(list, wanted) if {
	some value in list
	value in wanted
}
