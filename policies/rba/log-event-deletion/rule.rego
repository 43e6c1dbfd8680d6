# METADATA
# scope: package
# title: Deleting logs or events hides traces
# description: >-
#   No rule of a Role or ClusterRole should allow `delete`, `deletecollection` or `*` on `events` (core group and
#   `events.k8s.io`) or on `pods/log`. `*` in resources is a matter of RBA002. Roles named `system:*`, the built-in
#   ClusterRoles and aggregated ones are left out.
# related_resources:
#   - https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
# custom:
#   id: RBA019
#   name: log-event-deletion
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Role, ClusterRole]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may remove traces: `{0}` on `{1}`"
#   help: 'leave out `{0}`; `verbs: [create, patch]` is enough to record events, and they expire by themselves'
#   rationale: >-
#     Events and logs tell what happened in the cluster. An intruder who may delete them covers the tracks, and
#     hardly any program has to.
#   sources:
#     - trivy:KSV-0042
#     - kubescape:C-0031
package kubevet.rba.log_event_deletion

deny contains [-2, ["rules", i, "verbs", at], [verbs, resource]] if {
	not left_out
	some i, rule in input.object.rules
	found := [resource | some resource in rule.resources; recorded(resource, rule.apiGroups)]
	some resource in [found[0]]
	at := min([k | some k, verb in rule.verbs; deletes(verb)])
	verbs := [verb | some verb in rule.verbs; deletes(verb)]
}

recorded(resource, groups) if {
	resource == "events"
	some_of(groups, {"", "events.k8s.io", "*"})
}

recorded(resource, groups) if {
	resource == "pods/log"
	some_of(groups, {"", "*"})
}

deletes(verb) if verb in {"delete", "deletecollection", "*"}

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
