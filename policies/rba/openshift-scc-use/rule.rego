# METADATA
# scope: package
# title: Use of anyuid or privileged SCC must be limited
# description: >-
#   No rule of a Role or ClusterRole should allow `use` or `*` on the `securitycontextconstraints` that `sccs` lists, or
#   on all of them (without `resourceNames`), and no binding should grant `system:openshift:scc:<name>` of one of them.
#   The ClusterRole `self-provisioner` should be bound to nobody. Roles named `system:*` are left out.
# related_resources:
#   - https://docs.redhat.com/en/documentation/openshift_container_platform/4.16/html/authentication_and_authorization/managing-pod-security-policies
#   - https://docs.redhat.com/en/documentation/openshift_container_platform/4.16/html/building_applications/projects#disabling-project-self-provisioning_configuring-project-creation
# custom:
#   id: RBA031
#   name: openshift-scc-use
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Role, ClusterRole, RoleBinding, ClusterRoleBinding]
#   message: "{kind} `{name}` lets pods use the SecurityContextConstraints {0}"
#   help: let the pods run with `restricted-v2`, or write SecurityContextConstraints that allow just what they need
#   rationale: >-
#     OpenShift keeps pods from root and from the node by SecurityContextConstraints. Those named here lift that: with
#     `anyuid` programs run as root, with the others the pod owns the node.
#   variants:
#     all:
#       message: "{kind} `{name}` lets pods use all SecurityContextConstraints, `privileged` included"
#       help: "list in `resourceNames` the SecurityContextConstraints that are needed"
#     self_provisioner:
#       message: "{kind} `{name}` lets `{0}` create projects"
#       help: bind a role of your own to those who should create projects
#   params:
#     sccs: [anyuid, privileged, hostaccess, hostnetwork]
#   sources:
#     - kyverno:openshift/disallow-security-context-constraint-anyuid
#     - kyverno:openshift/disallow-self-provisioner-binding
package kubevet.rba.openshift_scc_use

deny contains [-2, ["rules", i, "resourceNames", at], [names]] if {
	some i, rule in uses
	at := min([k | some k, name in rule.resourceNames; name in input.params.RBA031.sccs])
	names := [name | some name in rule.resourceNames; name in input.params.RBA031.sccs]
}

deny contains [-2, ["rules", i, "resources", at], [], {"variant": "all"}] if {
	some i, rule in uses
	not named(rule)
	at := min([k | some k, resource in rule.resources; resource in {"securitycontextconstraints", "*"}])
}

deny contains [-2, ["roleRef", "name"], [names]] if {
	role := input.object.roleRef.name
	startswith(role, "system:openshift:scc:")
	name := trim_prefix(role, "system:openshift:scc:")
	name in input.params.RBA031.sccs
	names := [name]
}

deny contains [-2, ["roleRef", "name"], [names], {"variant": "self_provisioner"}] if {
	input.object.roleRef.name == "self-provisioner"
	names := [name | some subject in input.object.subjects; name := subject.name]
	count(names) > 0
}

# Rules by which pods may use SecurityContextConstraints, by position.
uses[i] := rule if {
	some i, rule in input.object.rules
	about_constraints(rule)
	some_of(rule.verbs, {"use", "*"})
	not startswith(input.name, "system:")
}

about_constraints(rule) if {
	"securitycontextconstraints" in rule.resources
	some_of(rule.apiGroups, {"security.openshift.io", "*"})
}

about_constraints(rule) if {
	"*" in rule.resources
	"security.openshift.io" in rule.apiGroups
}

named(rule) if {
	some _ in rule.resourceNames
}

some_of(list, wanted) if {
	some value in list
	value in wanted
}
