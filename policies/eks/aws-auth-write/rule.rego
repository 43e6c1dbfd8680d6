# METADATA
# scope: package
# title: Roles must not write aws-auth
# description: >-
#   No rule of a Role or ClusterRole must allow to write (`create`, `update`, `patch`, `delete`,
#   `deletecollection` or `*`) the ConfigMap `aws-auth` that it names. A Role of `kube-system` that may write all
#   ConfigMaps there is a warning where something in the run says that the cluster is on AWS. Roles named `system:*`
#   are left out.
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
#   - https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
# custom:
#   id: EKS013
#   name: aws-auth-write
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [Role, ClusterRole]
#   message: "{kind} `{name}` may {0} the ConfigMap aws-auth, which decides who may do what in the cluster"
#   help: remove this rule, and give access with access entries of EKS instead
#   variants:
#     all:
#       message: "Role `{name}` may {0} every ConfigMap of kube-system, aws-auth among them"
#       help: "list the ConfigMaps that are needed in `resourceNames`"
#   rationale: >-
#     `aws-auth` maps users and roles of IAM to groups of the cluster. Whoever writes it makes himself a member of
#     `system:masters`, and has the cluster.
#   sources:
#     - trivy:KSV-0115
package kubevet.eks.aws_auth_write

deny contains [-2, ["rules", i, "resourceNames", at], [verbs]] if {
	not startswith(input.name, "system:")
	some i, rule in input.object.rules
	some at, name in rule.resourceNames
	name == "aws-auth"
	verbs := writing(rule)
	count(verbs) > 0
}

deny contains [-2, ["rules", i, "resources", at], [verbs], {"variant": "all", "severity": "warning"}] if {
	input.kind == "Role"
	input.namespace == "kube-system"
	input.facts.aws
	not startswith(input.name, "system:")
	some i, rule in input.object.rules
	count(object.get(rule, "resourceNames", [])) == 0
	verbs := writing(rule)
	count(verbs) > 0
	at := min([k | some k, resource in rule.resources; resource in {"configmaps", "*"}])
}

# The writing verbs that a rule allows for ConfigMaps.
writing(rule) := [verb | some verb in rule.verbs; verb in {"create", "update", "patch", "delete", "deletecollection"}] if {
	not "*" in rule.verbs
	for_config_maps(rule)
}

writing(rule) := ["do everything with"] if {
	"*" in rule.verbs
	for_config_maps(rule)
}

for_config_maps(rule) if {
	some group in rule.apiGroups
	group in {"", "*"}
	some resource in rule.resources
	resource in {"configmaps", "*"}
}
