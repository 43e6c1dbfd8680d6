# METADATA
# scope: package
# title: aws-auth should give way to access entries
# description: >-
#   The ConfigMap `aws-auth` of `kube-system` should be replaced by access entries of EKS (a hint). An entry of its
#   `mapRoles`, `mapUsers` or `mapAccounts` that makes somebody a member of `system:masters` is an error.
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
