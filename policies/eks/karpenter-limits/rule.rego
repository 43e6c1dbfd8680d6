# METADATA
# scope: package
# title: NodePools should have limits, and their nodes safe settings
# description: >-
#   A NodePool of Karpenter should have `spec.limits`. An EC2NodeClass should not set `metadataOptions.httpTokens` to
#   anything but `required`, nor `httpPutResponseHopLimit` above 1 unless `httpEndpoint` is `disabled`, and its
#   `blockDeviceMappings` should be encrypted. The versions v1alpha5 (Provisioner) and v1beta1 are gone from Karpenter.
# related_resources:
#   - https://karpenter.sh/docs/concepts/nodepools/#speclimits
#   - https://karpenter.sh/docs/concepts/nodeclasses/#specmetadataoptions
#   - https://karpenter.sh/docs/upgrading/v1-migration/
# custom:
#   id: EKS021
#   name: karpenter-limits
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [karpenter.sh/NodePool, karpenter.sh/Provisioner, karpenter.k8s.aws/EC2NodeClass, karpenter.k8s.aws/AWSNodeTemplate]
#   message: NodePool `{name}` has no limits
#   help: "set `limits` with `cpu` and `memory`: what all its nodes may have together"
#   variants:
#     removed:
#       message: "version {0} of {kind} is gone: Karpenter serves only v1 since 1.1"
#       help: "write the object anew in version v1, as the migration guide of Karpenter shows"
#     tokens:
#       message: nodes of EC2NodeClass `{name}` give their credentials to requests without a token
#       help: 'write `httpTokens: required`'
#     hops:
#       message: pods on nodes of EC2NodeClass `{name}` reach the metadata service, which allows {0} hops
#       help: 'write `httpPutResponseHopLimit: 1`'
#     disk:
#       message: the disk {0} of EC2NodeClass `{name}` is not encrypted
#       help: 'write `encrypted: true` under `ebs`'
#   fix:
#     message: write the safe value
#     applicability: unsafe
#   rationale: >-
#     Without limits a runaway autoscaler buys machines until somebody sees the bill. A metadata service that pods can
#     reach gives every pod the role of the node.
#   sources:
#     - kyverno:karpenter/set-karpenter-non-cpu-limits
package kubevet.eks.karpenter_limits

deny contains [-2, ["spec", "limits"], []] if {
	input.kind == "NodePool"
	count(object.get(input.object, ["spec", "limits"], {})) == 0
}

deny contains [-2, ["apiVersion"], [input.version], {"variant": "removed"}] if {
	input.version in {"v1alpha1", "v1alpha5", "v1beta1"}
}

deny contains [-2, ["spec", "metadataOptions", "httpTokens"], [], {"variant": "tokens", "fix": fix}] if {
	input.kind == "EC2NodeClass"
	input.object.spec.metadataOptions.httpTokens != "required"
	fix := [["set", ["spec", "metadataOptions", "httpTokens"], "required"]]
}

deny contains [-2, ["spec", "metadataOptions", "httpPutResponseHopLimit"], [hops], {"variant": "hops", "fix": fix}] if {
	input.kind == "EC2NodeClass"
	hops := input.object.spec.metadataOptions.httpPutResponseHopLimit
	hops > 1
	not input.object.spec.metadataOptions.httpEndpoint == "disabled"
	fix := [["set", ["spec", "metadataOptions", "httpPutResponseHopLimit"], 1]]
}

deny contains [-2, ["spec", "blockDeviceMappings", i, "ebs", "encrypted"], [name], {"variant": "disk"}] if {
	input.kind == "EC2NodeClass"
	some i, mapping in input.object.spec.blockDeviceMappings
	not mapping.ebs.encrypted == true
	name := object.get(mapping, "deviceName", i)
}
