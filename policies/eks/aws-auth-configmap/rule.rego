# METADATA
# scope: package
# title: aws-auth should give way to access entries
# description: >-
#   The ConfigMap `aws-auth` of `kube-system` should be replaced by access entries of EKS (a hint). An entry of its
#   `mapRoles`, `mapUsers` or `mapAccounts` that makes somebody a member of `system:masters` is an error. The role of
#   nodes (an entry with the group `system:nodes`) should have no groups but those of nodes. `mapRoles`, `mapUsers` and
#   `mapAccounts` that are no lists, or are indented with tabs, are errors: EKS cannot read them.
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
#   - https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html
# custom:
#   id: EKS012
#   name: aws-auth-configmap
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [ConfigMap]
#   message: aws-auth is deprecated
#   help: give access with access entries of EKS, then remove this ConfigMap
#   variants:
#     masters:
#       message: "`{0}` of aws-auth makes somebody a member of system:masters, whom nothing restricts"
#       help: map to a group of your own with the roles that are needed, or use an access entry with an access policy
#     broken:
#       message: "`{0}` of aws-auth cannot be read: it must be a list, indented with spaces"
#       help: "write a list: `- rolearn: ...`, with `username` and `groups` below it"
#     nodes:
#       message: "`mapRoles` of aws-auth gives nodes the group {0}"
#       help: "leave nodes `system:bootstrappers` and `system:nodes` alone, and map another role to the group"
#   rationale: >-
#     A mistake in this ConfigMap locks everybody out, and no log tells who changed it. Members of `system:masters`
#     pass every check of RBAC, and nothing in the cluster can take that away from them.
package kubevet.eks.aws_auth_configmap

deny contains [-2, ["metadata", "name"], [], {"severity": "info"}] if {
	input.name == "aws-auth"
	input.namespace == "kube-system"
}

deny contains [-2, ["data", key], [key], {"severity": "error", "variant": "masters"}] if {
	input.name == "aws-auth"
	input.namespace == "kube-system"
	some key in ["mapRoles", "mapUsers", "mapAccounts"]
	text := input.object.data[key]
	regex.match(`(?m)^[^#]*[-\[,:]\s*["']?system:masters["']?\s*(#.*|[,\]].*)?$`, text)
}

deny contains [-2, ["data", key], [key], {"severity": "error", "variant": "broken"}] if {
	input.name == "aws-auth"
	input.namespace == "kube-system"
	some key in ["mapRoles", "mapUsers", "mapAccounts"]
	text := input.object.data[key]
	regex.match(`^(\s*(#[^\n]*)?\n)*\s*[^-\[\s#${]|(?m)^ *\t`, text)
}

deny contains [-2, ["data", "mapRoles"], [groups], {"variant": "nodes"}] if {
	input.name == "aws-auth"
	input.namespace == "kube-system"
	some entry in regex.split(`(?m)^\s{0,2}- (?:rolearn|username|groups):`, input.object.data.mapRoles)
	regex.match(`(?m)^\s*-\s*["']?system:nodes["']?\s*$`, entry)
	groups := [group |
		some item in regex.find_n(`(?m)^\s*-\s*[^\s#]+`, entry, -1)
		group := trim(item, "- \t\n\"'")
		not group in {"system:bootstrappers", "system:nodes", "system:node-proxier", "eks:kube-proxy-windows", "system:masters"}
	]
	count(groups) > 0
}
