# METADATA
# scope: package
# title: services/status must not be writable
# description: >-
#   No rule of a Role or ClusterRole should allow `update`, `patch` or `*` on `services/status` (or `*/status`) of the
#   core group. A role that bindings of the manifests grant is reported there: as an error where a ServiceAccount, a
#   user or the group `system:nodes` gets it. `*` in resources is a matter of RBA002. Roles named `system:*`, the
#   built-in ClusterRoles and aggregated ones are left out.
# related_resources:
#   - https://github.com/kubernetes/kubernetes/issues/97076
#   - https://kubernetes.io/docs/concepts/services-networking/service/#external-ips
# custom:
#   id: RBA016
#   name: service-status-write
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Role, ClusterRole, RoleBinding, ClusterRoleBinding]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may redirect traffic to addresses of others: `{0}` on `{1}`"
#   help: "leave out `{1}`; only a controller for load balancers needs it"
#   rationale: >-
#     Whoever writes the status of a Service sets its `loadBalancer.ingress` addresses. The nodes then send traffic for
#     these addresses, of whatever host, to the pods of the Service: CVE-2020-8554.
#   variants:
#     granted:
#       message: "{kind} `{name}` lets `{2}` redirect traffic to addresses of others: its role has `{0}` on `{1}`"
#       help: "leave out `{1}` in the role; only a controller for load balancers needs it"
#   sources:
#     - checkov:CKV2_K8S_4
package kubevet.rba.service_status_write

deny contains [-2, ["rules", i, "resources", at], [verbs, resource]] if {
	not left_out
	some i, rule in input.object.rules
	some at, resource in rule.resources
	resource in {"services/status", "*/status"}
	some_of(rule.apiGroups, {"", "*"})
	verbs := [verb | some verb in rule.verbs; verb in {"update", "patch", "*"}]
	count(verbs) > 0
	count(input.facts.granted_by) == 0
}

deny contains [-2, ["subjects", i, "name"], [verbs, resource, who], extra] if {
	some [verbs, resource, related] in granted
	i := min(programs)
	who := object.get(input.object, ["subjects", i, "name"], "a subject")
	extra := {"severity": "error", "variant": "granted", "related": related}
}

deny contains [-2, ["subjects", 0, "name"], [verbs, resource, who], extra] if {
	some [verbs, resource, related] in granted
	count(programs) == 0
	who := input.object.subjects[0].name
	extra := {"variant": "granted", "related": related}
}

# What the role of a binding allows: the first of its rules.
granted contains [verbs, resource, [[role.id, ["rules", first, "resources"], "the role allows it here"]]] if {
	role := input.facts.role
	not of_the_cluster(role)
	first := min([i | some i, rule in role.rules; count(written(rule)) > 0])
	some [verbs, resource] in written(role.rules[first])
}

written(rule) := {[verbs, resource] |
	some_of(rule.api_groups, {"", "*"})
	resource := min([name | some name in rule.resources; name in {"services/status", "*/status"}])
	verbs := [verb | some verb in rule.verbs; verb in {"update", "patch", "*"}]
	count(verbs) > 0
}

# Positions of the subjects that are no group of people.
programs := {i |
	some i, subject in input.object.subjects
	is_program(subject)
}

is_program(subject) if subject.kind in {"ServiceAccount", "User"}

is_program(subject) if {
	subject.kind == "Group"
	subject.name == "system:nodes"
}

of_the_cluster(role) if startswith(role.name, "system:")

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
