# METADATA
# scope: package
# title: Only the dashboard may use the dashboard account
# description: >-
#   A binding of the role `kubernetes-dashboard`, or one that names the ServiceAccount `kubernetes-dashboard`, should
#   name no other subject, and only the dashboard itself should run as this ServiceAccount. The dashboard is known by a
#   name that begins with `kubernetes-dashboard`, by its label `app.kubernetes.io/part-of` or
#   `app.kubernetes.io/name`, and by images of `kubernetesui`.
# related_resources:
#   - https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/
# custom:
#   id: RBA030
#   name: dashboard-access
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [RoleBinding, ClusterRoleBinding, PodSpec]
#   message: "{kind} `{name}` gives {0} `{1}` the rights of the dashboard"
#   help: "give {0} `{1}` a role and a binding of its own"
#   rationale: >-
#     The dashboard's account is a favourite of intruders, and often has been given more rights than it needs. Whoever
#     shares it cannot be told apart from the dashboard in the audit log, and grows with it.
#   variants:
#     workload:
#       message: "{kind} `{name}` is not the dashboard, but runs as its ServiceAccount `kubernetes-dashboard`"
#       help: create a ServiceAccount for {kind} `{name}`, and name it in `serviceAccountName`
#   sources:
#     - kubescape:C-0014
package kubevet.rba.dashboard_access

deny contains [-2, ["subjects", i, "name"], [kind, name]] if {
	about_dashboard
	some i, subject in input.object.subjects
	name := subject.name
	not startswith(name, "kubernetes-dashboard")
	kind := object.get(subject, "kind", "subject")
}

deny contains [-1, ["serviceAccountName"], [], {"variant": "workload"}] if {
	input.pod.service_account == "kubernetes-dashboard"
	not is_dashboard
}

about_dashboard if input.object.roleRef.name == "kubernetes-dashboard"

about_dashboard if {
	input.object.roleRef
	some subject in input.object.subjects
	subject.name == "kubernetes-dashboard"
	subject.kind == "ServiceAccount"
}

is_dashboard if startswith(input.name, "kubernetes-dashboard")

is_dashboard if input.pod.labels["app.kubernetes.io/part-of"] == "kubernetes-dashboard"

is_dashboard if input.pod.labels["app.kubernetes.io/name"] == "kubernetes-dashboard"

is_dashboard if {
	some container in input.containers
	contains(container.image, "kubernetesui/")
}
