# METADATA
# scope: package
# title: Pods should not reach the node metadata service
# description: >-
#   Pods with `hostNetwork` outside of kube-system reach the metadata service of their node whatever its hop limit. A
#   container with variables of the AWS SDKs (`AWS_REGION`, `AWS_DEFAULT_REGION`, `AWS_PROFILE`, `AWS_ROLE_ARN`) should
#   set `AWS_EC2_METADATA_DISABLED` to `true`. A NetworkPolicy that allows egress to 0.0.0.0/0 should except
#   169.254.169.254/32, but leave 169.254.170.23 open, where the agent of EKS Pod Identity listens. Host network and
#   policies are judged where something in the run says that the cluster is on AWS.
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
#   - https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
#   - https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html
# custom:
#   id: EKS011
#   name: imds-access
#   severity: warning
#   profile: strict
#   scope: cross-resource
#   kinds: [PodSpec, NetworkPolicy]
#   yields_to: [SEC015]
#   message: "{kind} `{name}` reaches the metadata service of its node through the host network"
#   help: remove `hostNetwork`, or allow this rule for pods that belong to the node
#   variants:
#     sdk:
#       message: the AWS SDK in container `{container}` may ask the metadata service for the role of the node
#       help: "set the variable `AWS_EC2_METADATA_DISABLED` to `\"true\"`"
#     policy:
#       message: NetworkPolicy `{name}` lets pods reach the metadata service of their node
#       help: "add `except: [169.254.169.254/32]` to the block"
#     agent:
#       message: NetworkPolicy `{name}` keeps pods from the agent of EKS Pod Identity at 169.254.170.23
#       help: "except `169.254.169.254/32` alone, or allow 169.254.170.23/32 in a rule of its own"
#   rationale: >-
#     The metadata service hands out the role of the node, which may read images, attach network interfaces and often
#     much more. A pod that reaches it needs no role of its own, and a flaw in the pod is a flaw of the node.
package kubevet.eks.imds_access

deny contains [-1, ["hostNetwork"], []] if {
	input.pod.spec.hostNetwork == true
	input.namespace != "kube-system"
	input.facts.aws
}

deny contains [container.id, ["env", at], [], {"variant": "sdk"}] if {
	some container in input.containers
	some i, variable in container.c.env
	variable.name in {"AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ROLE_ARN"}
	not off(container)
	at := min([k | some k, other in container.c.env; other.name in {"AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ROLE_ARN"}])
	at == i
}

deny contains [-2, ["spec", "egress", r, "to", t, "ipBlock"], [], {"variant": "policy"}] if {
	input.facts.aws
	some r, rule in input.object.spec.egress
	some t, peer in rule.to
	peer.ipBlock.cidr == "0.0.0.0/0"
	not excepted(peer, "169.254.169.254")
}

deny contains [-2, ["spec", "egress", r, "to", t, "ipBlock", "except", i], [], {"variant": "agent", "severity": "info"}] if {
	input.facts.aws
	some r, rule in input.object.spec.egress
	some t, peer in rule.to
	some i, cidr in peer.ipBlock.except
	net.cidr_contains(cidr, "169.254.170.23")
	not allowed_elsewhere
}

off(container) if {
	some variable in container.c.env
	variable.name == "AWS_EC2_METADATA_DISABLED"
	lower(variable.value) == "true"
}

excepted(peer, address) if {
	some cidr in peer.ipBlock.except
	net.cidr_contains(cidr, address)
}

allowed_elsewhere if {
	some rule in input.object.spec.egress
	some peer in rule.to
	startswith(peer.ipBlock.cidr, "169.254.170.")
}
