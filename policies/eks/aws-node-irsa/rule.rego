# METADATA
# scope: package
# title: aws-node should have its own role
# description: >-
#   The DaemonSet `aws-node` of `kube-system`, the network plugin of EKS, should run with a ServiceAccount of its own
#   (not `default`), and that ServiceAccount should name a role in `eks.amazonaws.com/role-arn`. The second
#   is a hint, since a role given by EKS Pod Identity is in no manifest.
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
#   - https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
# custom:
#   id: EKS009
#   name: aws-node-irsa
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [DaemonSet, ServiceAccount]
#   message: aws-node runs with the ServiceAccount `default`
#   help: "write `serviceAccountName: aws-node`, and bind that ServiceAccount to a role of its own"
#   variants:
#     role:
#       message: ServiceAccount `aws-node` names no role, so that the network plugin may use the role of the node
#       help: "add the annotation `eks.amazonaws.com/role-arn`, or a Pod Identity association for kube-system/aws-node"
#     account:
#       message: ServiceAccount `{0}` of aws-node names no role, so that the network plugin may use the role of the node
#       help: "add the annotation `eks.amazonaws.com/role-arn` to it, or a Pod Identity association for kube-system/{0}"
#   rationale: >-
#     Without a role of its own the plugin needs its rights in the role of the node. All pods that reach the metadata
#     service of the node have them then: they can attach network interfaces and take addresses.
#   sources:
#     - kyverno:aws/require-aws-node-irsa
package kubevet.eks.aws_node_irsa

deny contains [-2, ["spec", "template", "spec", "serviceAccountName"], []] if {
	input.kind == "DaemonSet"
	input.name == "aws-node"
	input.namespace == "kube-system"
	pod := object.get(input.object, ["spec", "template", "spec"], {})
	account := object.get(pod, "serviceAccountName", object.get(pod, "serviceAccount", "default"))
	account in {"default", ""}
}

deny contains [-2, ["metadata", "annotations", "eks.amazonaws.com/role-arn"], [], {"severity": "info", "variant": "role"}] if {
	input.kind == "ServiceAccount"
	input.name == "aws-node"
	input.namespace == "kube-system"
	object.get(input.object, ["metadata", "annotations", "eks.amazonaws.com/role-arn"], "") == ""
}

# The ServiceAccount `aws-node` itself is judged above.
deny contains [-2, ["spec", "template", "spec", "serviceAccountName"], [account], extra] if {
	input.kind == "DaemonSet"
	input.name == "aws-node"
	input.namespace == "kube-system"
	account := input.facts.service_account.name
	not account in {"default", "aws-node"}
	id := input.facts.service_account.id
	object.get(input.facts.service_account.annotations, "eks.amazonaws.com/role-arn", "") == ""
	extra := {"severity": "info", "variant": "account", "related": [[id, ["metadata", "annotations"], "no role here"]]}
}
