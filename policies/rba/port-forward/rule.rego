# METADATA
# scope: package
# title: pods/portforward should be limited
# description: >-
#   Rules of a Role or ClusterRole that allow `create`, `get` or `*` on `pods/portforward` (or `*/portforward`) of the
#   core group are pointed out. `*` in resources is a matter of RBA002. Roles named `system:*`, the built-in
#   ClusterRoles and aggregated ones are left out.
# related_resources:
#   - https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: RBA017
#   name: port-forward
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [Role, ClusterRole]
#   message: "{kind} `{name}` may reach every port of pods: `{0}` on `{1}`"
#   help: leave out `{1}`; people can be given it for the time they need it
#   rationale: >-
#     A forwarded port comes from within the pod, so no NetworkPolicy stops it, and it reaches what listens on
#     `localhost` only: databases without a password, debuggers, the interfaces of sidecars.
#   sources:
#     - kubescape:C-0063
package kubevet.rba.port_forward

deny contains [-2, ["rules", i, "resources", at], [verbs, resource]] if {
	not left_out
	some i, rule in input.object.rules
	some at, resource in rule.resources
	resource in {"pods/portforward", "*/portforward"}
	some_of(rule.apiGroups, {"", "*"})
	verbs := [verb | some verb in rule.verbs; verb in {"create", "get", "*"}]
	count(verbs) > 0
}

left_out if startswith(input.name, "system:")

left_out if {
	input.kind == "ClusterRole"
	input.name in {"cluster-admin", "admin", "edit"}
}

left_out if input.object.aggregationRule

some_of(list, wanted) if {
	some value in list
	value in wanted
}
