# METADATA
# scope: package
# title: Approving certificate requests must be limited
# description: >-
#   No rule of a ClusterRole should allow `update`, `patch` or `*` on `certificatesigningrequests/approval`, nor
#   `approve` or `*` on `signers`, of the group `certificates.k8s.io`; `*` and `*/*` of this group and `*/approval` hold
#   them too. All resources of all groups are a matter of RBA002. Roles named `system:*`, `cluster-admin` and aggregated
#   ones are left out.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing
# custom:
#   id: RBA013
#   name: csr-approval
#   severity: error
#   profile: default
#   scope: object
#   kinds: [ClusterRole]
#   message: "ClusterRole `{name}` may approve requests for certificates: `{0}` on `{1}`"
#   help: leave out `{0}`, and let a person or the built-in approver approve the requests
#   rationale: >-
#     Who may also create requests lets the cluster sign a client certificate for any user, of the group
#     `system:nodes` for example. Nobody can revoke such a certificate before it expires.
#   sources:
#     - checkov:CKV_K8S_156
#     - kubescape:C-0280
#     - kyverno:other/restrict-clusterrole-csr
#     - cis:5.1.11
package kubevet.rba.csr_approval

deny contains [-2, ["rules", i, "resources", at], [verbs, resource]] if {
	not left_out
	some i, rule in input.object.rules
	some at, resource in rule.resources
	approves(resource, rule)
	at == min([k | some k, other in rule.resources; approves(other, rule)])
	verbs := [verb | some verb in rule.verbs; approving(verb, resource)]
}

approves(resource, rule) if {
	resource in {"certificatesigningrequests/approval", "*/approval", "signers"}
	some_of(rule.apiGroups, {"certificates.k8s.io", "*"})
	some verb in rule.verbs
	approving(verb, resource)
}

approves(resource, rule) if {
	resource in {"*", "*/*"}
	"certificates.k8s.io" in rule.apiGroups
	some verb in rule.verbs
	approving(verb, resource)
}

approving(verb, _) if verb == "*"

approving(verb, resource) if {
	verb in {"update", "patch"}
	resource != "signers"
}

approving(verb, resource) if {
	verb == "approve"
	resource in {"signers", "*", "*/*"}
}

left_out if startswith(input.name, "system:")

left_out if input.name == "cluster-admin"

left_out if input.object.aggregationRule

some_of(list, wanted) if {
	some value in list
	value in wanted
}
