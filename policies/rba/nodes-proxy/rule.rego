# METADATA
# scope: package
# title: nodes/proxy gives the kubelet API
# description: >-
#   No rule of a ClusterRole should allow `get`, `create` or `*` on `nodes/proxy`, be it by name or by `nodes/*`,
#   `*/proxy` or `*`. `*` on everything is a matter of RBA002. Nodes belong to no namespace, so a Role cannot grant
#   it: naming it there is a remark (info). Roles named `system:*`, `cluster-admin` and aggregated ClusterRoles are left
#   out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes
#   - https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#fine-grained-authorization
# custom:
#   id: RBA008
#   name: nodes-proxy
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Role, ClusterRole]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may use the API of every kubelet: `{0}` on `{1}`"
#   help: "leave it out; to read metrics, statistics or logs of nodes, name `nodes/metrics`, `nodes/stats` or `nodes/log`"
#   rationale: >-
#     The kubelet runs commands in all pods of its node. It asks neither for `pods/exec` nor any admission policy, and
#     leaves no trace in the audit log. Even `get` is enough, because a websocket begins with it.
#   variants:
#     wildcard:
#       message: "{kind} `{name}` may use the API of every kubelet: `{0}` on `{1}` includes `nodes/proxy`"
#       help: "list the resources that are needed in place of `{1}`"
#     idle:
#       message: "Role `{name}` names `{1}`, which only a ClusterRole can grant"
#       help: "leave it out: nodes belong to no namespace"
#   sources:
#     - trivy:KSV-0047
#     - kubescape:C-0279
#     - checkov:CKV2_K8S_2
#     - kyverno:other/restrict-clusterrole-nodesproxy
#     - cis:5.1.10
package kubevet.rba.nodes_proxy

deny contains [-2, ["rules", i, "resources", at], [verbs, resource], {}] if {
	some [i, at, resource, verbs] in granted
	startswith(resource, "nodes/")
}

deny contains [-2, ["rules", i, "resources", at], [verbs, resource], {"variant": "wildcard"}] if {
	some [i, at, resource, verbs] in granted
	startswith(resource, "*")
}

# The first resource of each rule that holds the proxy, with the verbs that use it.
granted contains [i, at, resource, verbs] if {
	input.kind == "ClusterRole"
	not left_out
	some i, rule in input.object.rules
	some at, resource in rule.resources
	resource in proxies
	at == min([k | some k, other in rule.resources; other in proxies])
	some_of(rule.apiGroups, {"", "*"})
	verbs := [verb | some verb in rule.verbs; reaches(verb, resource)]
	count(verbs) > 0
}

deny contains [-2, ["rules", i, "resources", at], [verbs, resource], {"severity": "info", "variant": "idle"}] if {
	input.kind == "Role"
	some i, rule in input.object.rules
	some at, resource in rule.resources
	resource in {"nodes/proxy", "nodes/*"}
	some_of(rule.apiGroups, {"", "*"})
	verbs := rule.verbs
	some_of(verbs, {"get", "create", "*"})
}

proxies := {"nodes/proxy", "nodes/*", "*/proxy", "*"}

reaches(verb, _) if verb in {"get", "create"}

reaches(verb, resource) if {
	verb == "*"
	resource != "*"
}

left_out if startswith(input.name, "system:")

left_out if input.name == "cluster-admin"

left_out if input.object.aggregationRule

some_of(list, wanted) if {
	some value in list
	value in wanted
}
