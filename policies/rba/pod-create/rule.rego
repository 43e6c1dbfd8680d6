# METADATA
# scope: package
# title: Rights to create pods are rights to escalate
# description: >-
#   Rules of a Role or ClusterRole that allow `create` on pods or on workloads that make pods (Deployments,
#   StatefulSets, DaemonSets, ReplicaSets, ReplicationControllers, Jobs, CronJobs) are pointed out; with
#   `include_update` those that allow `update` and `patch` too. `*` on everything is a matter of RBA002. Roles named
#   `system:*`, the built-in ClusterRoles and aggregated ones are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation
# custom:
#   id: RBA006
#   name: pod-create
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [Role, ClusterRole]
#   yields_to: [RBA002]
#   message: "{kind} `{name}` may start pods of its own making: `{0}` on `{1}`"
#   help: leave out `{0}` where it is not needed, and enforce a level of the Pod Security Standards in the namespaces where it is
#   rationale: >-
#     A pod may mount any Secret and run as any ServiceAccount of its namespace, and without admission control it may
#     be privileged and own the node. So whoever writes pods has all rights that any pod of the namespace has.
#   params:
#     include_update: true
#   sources:
#     - kube-linter:access-to-create-pods
#     - trivy:KSV-0048
#     - kubescape:C-0188
#     - cis:5.1.4
package kubevet.rba.pod_create

deny contains [-2, ["rules", i, "resources", at], [verbs, resource]] if {
	not left_out
	some i, rule in input.object.rules
	some at, resource in rule.resources
	makes_pods(resource, rule.apiGroups)
	at == min([k | some k, other in rule.resources; makes_pods(other, rule.apiGroups)])
	verbs := [verb | some verb in rule.verbs; writes(verb, resource)]
	count(verbs) > 0
}

makes_pods(resource, groups) if {
	resource in {"pods", "replicationcontrollers", "*"}
	some_of(groups, {"", "*"})
}

makes_pods(resource, groups) if {
	resource in {"deployments", "statefulsets", "daemonsets", "replicasets", "*"}
	some_of(groups, {"apps", "extensions", "*"})
}

makes_pods(resource, groups) if {
	resource in {"jobs", "cronjobs", "*"}
	some_of(groups, {"batch", "*"})
}

writes(verb, _) if verb == "create"

writes(verb, _) if {
	verb in {"update", "patch"}
	input.params.RBA006.include_update
}

writes(verb, resource) if {
	verb == "*"
	resource != "*"
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
